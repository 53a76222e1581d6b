using System.Globalization;
using System.Text;
using GitLabMcp.Edge.Pages.Clients;

namespace GitLabMcp.Edge.Tests.Pages;

/// <summary>docs/clients.md, which is made from the table of clients. `UPDATE_SNAPSHOTS=1` writes it anew.</summary>
public sealed class ClientsDocumentTests
{
    private const string Url = "https://mcp.example.com/mcp";

    private const string Opening = """
        # Clients

        How to connect each client. The page of a server, at its address without `/mcp`, shows the same with the address of that server, and
        with links that add it to Cursor and VS Code. This document is written by the tests (`UPDATE_SNAPSHOTS=1`), from the same table as the page.

        1. Make a personal access token in GitLab, under *Preferences > Access tokens*, with the scope `api`; or `read_api`, with which nothing can
           be changed. Where users sign in ([sign-in.md](sign-in.md)), clients need no token, and scripts still do.
        2. Put it into the environment variable `GITLAB_TOKEN`, so that it does not stay in the history of the shell:
           `read -rs GITLAB_TOKEN && export GITLAB_TOKEN` (bash, zsh), or `$env:GITLAB_TOKEN = Read-Host -MaskInput` (PowerShell).
        3. Configure the client as below, in place of `https://mcp.example.com` with the address of your server.
        4. Ask: *Who am I in GitLab, and which projects did I work on lately?*


        """;

    [Fact]
    public async Task It_says_what_the_page_says()
    {
        var ct = TestContext.Current.CancellationToken;
        var file = Path.Combine(Folder(), "../../../docs/clients.md");
        var document = Document();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(file, document, ct);
        }

        Assert.Equal(document, await File.ReadAllTextAsync(file, ct));
    }

    private static string Document()
    {
        var text = new StringBuilder(Opening.ReplaceLineEndings("\n"));
        foreach (var client in AllClients.List)
        {
            var (withToken, signingIn) = (Snippets(client, Identification.Token), Snippets(client, Identification.SignIn));
            text.Append(CultureInfo.InvariantCulture, $"## {client.Name}\n\n{withToken}{client.TokenNote}\n\n");
            if (withToken != signingIn)
            {
                text.Append(CultureInfo.InvariantCulture, $"Where users sign in:\n\n{signingIn}");
            }

            text.Append(CultureInfo.InvariantCulture, $"{client.SignInNote}\n\n");
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string Snippets(Client client, Identification identification) =>
        string.Concat(
            client
                .Snippets(new McpEndpoint(Url, identification))
                .Select(snippet => $"{Capital(snippet.Place)}:\n\n```{snippet.Form.ToString().ToLowerInvariant()}\n{snippet.Text}\n```\n\n")
        );

    /// <summary>The names of files begin with a small letter.</summary>
    private static string Capital(string place) =>
        place.StartsWith("in ", StringComparison.Ordinal)
        || place.StartsWith("or ", StringComparison.Ordinal)
        || place.StartsWith("after ", StringComparison.Ordinal)
            ? char.ToUpperInvariant(place[0]) + place[1..]
            : place;

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
