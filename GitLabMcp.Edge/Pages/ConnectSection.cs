using System.Globalization;
using GitLabMcp.Edge.Pages.Clients;

namespace GitLabMcp.Edge.Pages;

/// <summary>Three steps from nothing to the first answer.</summary>
internal static class ConnectSection
{
    private static readonly string[] Questions =
    [
        "Who am I in GitLab, and which projects did I work on lately?",
        "Which merge requests wait for my review? Tell me in one sentence what each of them changes.",
        "Why did the last pipeline of group/project fail? Show me the lines of the log that matter.",
    ];

    public static Html Of(Home home) =>
        Html.Of(
            $"""
            <section id="connect" aria-labelledby="connect-title">
            <div class="wide">
            <h2 id="connect-title">Connect in a minute</h2>
            <ol class="steps">
            {(home.Identification == Identification.Token ? TokenStep(home) : Html.Empty)}
            <li>
            <h3>Add the server to your client</h3>
            {Intro(home)}
            {Picker(home)}
            {Tabs(home)}
            </li>
            <li>
            <h3>Ask something</h3>
            <ul class="questions">{Questions.Select(question => Html.Of($"<li><q data-copy>{question}</q></li>"))}</ul>
            </li>
            </ol>
            </div>
            </section>
            """
        );

    private static Html TokenStep(Home home) =>
        Html.Of(
            $"""
            <li>
            <h3>Make a token in GitLab</h3>
            <p>A personal access token with the scope <code>api</code>; or <code>read_api</code>, with which nothing can be changed.</p>
            <p class="start"><a class="button" href="{TokenSection.NewToken(
                home.GitLab,
                "api"
            )}" target="_blank" rel="noopener">Make a token
            <span class="scope">api</span></a>
            <a class="button second" href="{TokenSection.NewToken(
                home.GitLab,
                "read_api"
            )}" target="_blank" rel="noopener">Make a token that only reads
            <span class="scope">read_api</span></a></p>
            <p>Put it where your client finds it and nobody else does. This asks for it, so that it does not stay in the history of
            your shell:</p>
            <div class="snippets">
            {SnippetOf("bash, zsh", $"read -rs {AllClients.Variable} && export {AllClients.Variable}")}
            {SnippetOf("PowerShell", $"$env:{AllClients.Variable} = Read-Host -MaskInput")}
            </div>
            </li>
            """
        );

    private static Html Intro(Home home) =>
        home.Identification switch
        {
            Identification.SignIn => Html.Of(
                $"<p>No token is needed: your client opens a browser, and you sign in at {home.GitLabHost}.</p>"
            ),
            Identification.SignInAtGitLab => Html.Of(
                $"<p>Your client signs you in at {home.GitLabHost}. It asks for a client id: that of the GitLab application that your operator names.</p>"
            ),
            Identification.None => Html.Of($"<p>No token is needed: this server acts with the token of its operator.</p>"),
            _ => Html.Empty,
        };

    /// <summary>Narrows the address to some toolsets. Without a script it is a form that shows the page again.</summary>
    private static Html Picker(Home home) =>
        home.Catalogue is not { } catalogue
            ? Html.Empty
            : Html.Of(
                $"""
                <details class="picker"{(home.Picked.Toolsets.Count > 0 || home.Picked.ReadOnly ? Html.Open : Html.Empty)}>
                <summary>Choose the tools <small>The default is a short list for everyday work, with a search for all others</small></summary>
                <form id="picker" action="/#connect" method="get" data-url="{home.McpUrl}">
                <fieldset><legend>Only these toolsets</legend>
                <div class="choices">
                {catalogue.Toolsets.Select(toolset => Choice(toolset, home.Picked.Toolsets.Contains(toolset.Name)))}
                </div></fieldset>
                <p class="choice"><input type="checkbox" id="read-only" name="read_only" value="true"{Checked(home.Picked.ReadOnly)}>
                <label for="read-only">Only tools that read</label></p>
                <p class="note">With <code>discovery</code> your assistant still finds all other tools by search.</p>
                <button class="second small">Put into the address</button>
                </form>
                </details>
                """
            );

    private static Html Choice(Catalogue.Toolset toolset, bool isPicked) =>
        Html.Of(
            $"""
            <div class="choice"><input type="checkbox" id="pick-{toolset.Name}" name="toolsets" value="{toolset.Name}"{Checked(isPicked)}>
            <label for="pick-{toolset.Name}">{toolset.Name} <small>{toolset.Tools.Count}</small></label></div>
            """
        );

    private static Html Checked(bool isChecked) => isChecked ? new Html(" checked") : Html.Empty;

    /// <summary>One of the clients is shown at a time, which the style sheet does by the chosen radio button.</summary>
    private static Html Tabs(Home home) =>
        Html.Of(
            $"""
            <fieldset class="tabs"><legend>Your client</legend>
            {AllClients.List.Select((client, place) => Tab(client, home, place == 0))}
            </fieldset>
            """
        );

    private static Html Tab(Client client, Home home, bool isFirst) =>
        Html.Of(
            $"""
            <input type="radio" name="client" id="client-{client.Id}"{Checked(isFirst)}><label for="client-{client.Id}">{client.Name}</label>
            <section id="{client.Id}" aria-label="{client.Name}">
            {(client.Link is { } link
                ? Html.Of($"""<p class="start"><a class="button" data-link href="{link(home.Endpoint)}">Add to {client.Name}</a> <span class="note">or by hand:</span></p>""")
                : Html.Empty)}
            <div class="snippets">
            {client.Snippets(home.Endpoint).Select(snippet => SnippetOf(snippet.Place, snippet.Text))}
            </div>
            <p class="note">{Note(client, home)}</p>
            </section>
            """
        );

    private static string Note(Client client, Home home) =>
        home.Identification == Identification.Token ? client.TokenNote
        : home.SignsIn ? client.SignInNote
        : "";

    private static Html SnippetOf(string place, string text) =>
        Html.Of($"""<figure><figcaption>{place}</figcaption><pre tabindex="0"><code data-copy data-snippet>{text}</code></pre></figure>""");
}
