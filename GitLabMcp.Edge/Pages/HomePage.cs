using GitLabMcp.ServiceDefaults;

namespace GitLabMcp.Edge.Pages;

/// <summary>The page at `/`: what this server is, how to connect, what it offers, and how it is.</summary>
internal static class HomePage
{
    /// <summary>What a conversation looks like, for people who have not seen one.</summary>
    private static readonly Html Example = Html.Of(
        $"""
        <figure class="example">
        <figcaption>For example</figcaption>
        <ol>
        <li class="you">Why did the last pipeline of garden/greenhouse fail?</li>
        <li class="call"><code>get_pipeline_failures</code> <span class="access">read</span></li>
        <li class="reply">Two of 148 unit tests failed. Both expect degrees Celsius, and merge request !7 changed the sensor to kelvin.</li>
        <li class="you">Tell the author.</li>
        <li class="call"><code>create_merge_request_note</code> <span class="access">write</span></li>
        </ol>
        </figure>
        """
    );

    public static Html Of(Home home) =>
        Frame.Around(
            $"GitLabMcp for {home.GitLabHost}",
            home.GitLabHost,
            Links(home),
            Html.Of(
                $"""
                {Opening(home)}
                {ConnectSection.Of(home)}
                {TokenSection.Of(home)}
                {ToolsSection.Of(home.Catalogue)}
                {StateSection.Of(home.State)}
                """
            ),
            Foot(home)
        );

    private static Html Links(Home home) =>
        Html.Of(
            $"""
            <a href="#connect">Connect</a>{(home.TakesTokens
                ? Html.Of($"""<a href="#token">Check a token</a>""")
                : Html.Empty)}<a href="#tools">Tools</a><a href="#state">State</a>
            """
        );

    private static Html Opening(Home home) =>
        Html.Of(
            $"""
            <section class="opening">
            <div class="wide">
            <div class="pitch">
            <h1>Let your AI assistant work in GitLab</h1>
            <p class="lead">This is an MCP server for {home.GitLabHost}. {Who(home)} Your assistant can read issues, review
            merge requests and find out why a pipeline failed, but never do more than {Whom(home)} could.</p>
            <p class="address"><span>Address for your client</span>
            <code data-copy="address" data-url>{home.Endpoint.Url}</code></p>
            <p class="start"><a class="button" href="#connect">Connect a client</a>
            <a class="button second" href="#tools">{ToolCount(home.Catalogue)}</a></p>
            </div>
            {Example}
            <ul class="promises">
            <li><h2>Your rights only</h2><p>{Rights(home)}</p></li>
            <li><h2>Secrets stay secret</h2><p>Tokens are encrypted wherever they are stored, dropped when they are not used, and never in a log, a
            metric or an address.</p></li>
            <li><h2>Changes on purpose</h2><p>Every tool that changes something can show first what it would send. Merges and deletions
            can be held until a person says yes.</p></li>
            <li><h2>Text of others is marked</h2><p>What other people wrote in issues and comments is named as such, so that an assistant
            takes it as data and not as orders.</p></li>
            </ul>
            </div>
            </section>
            """
        );

    private static string Who(Home home) =>
        home.TakesTokens ? "Every call runs as you." : "Every call runs as the user of the operator’s token.";

    private static string Whom(Home home) => home.TakesTokens ? "you" : "that user";

    private static string Rights(Home home) =>
        home.TakesTokens
            ? "Each call goes to GitLab with your own access, so GitLab itself decides what you may see and change."
            : "GitLab itself decides what the user of the operator’s token may see and change.";

    private static string ToolCount(Catalogue? catalogue) => catalogue is null ? "See the tools" : $"See the {catalogue.Tools} tools";

    private static Html Foot(Home home) =>
        Html.Of(
            $"""
            <p>GitLabMcp {ProductVersion.Text} <a href="{home.GitLab}">{home.GitLabHost}</a>
            <a href="{ServerCard.Path}">Server card for programs</a></p>
            """
        );
}
