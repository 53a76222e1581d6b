using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Edge.Pages.Clients;

namespace GitLabMcp.Edge.Tests.Pages;

/// <summary>What people copy into their clients.</summary>
public sealed class ClientsTests
{
    private const string Url = "https://mcp.example.com/mcp?toolsets=issues,wiki&read_only=true";

    public static TheoryData<string, string> Each()
    {
        var cases = new TheoryData<string, string>();
        foreach (var client in AllClients.List)
        {
            foreach (var identification in Enum.GetNames<Identification>())
            {
                cases.Add(client.Id, identification);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Each_snippet_is_of_its_form_and_has_the_address(string id, string identification)
    {
        var snippets = Client(id).Snippets(new McpEndpoint(Url, Enum.Parse<Identification>(identification)));

        Assert.NotEmpty(snippets);
        foreach (var snippet in snippets)
        {
            Assert.Contains($"\"{Url}\"", snippet.Text, StringComparison.Ordinal);
            Assert.NotEmpty(snippet.Place);
            switch (snippet.Form)
            {
                case SnippetForm.Json:
                    Assert.NotNull(JsonNode.Parse(snippet.Text));
                    break;
                case SnippetForm.Toml:
                    Assert.All(snippet.Text.Split('\n'), line => Assert.Matches("""^(\[[a-z_.]+\]|[a-z_]+ = "[^"]*")$""", line));
                    break;
                case SnippetForm.Shell:
                    Assert.Equal(0, snippet.Text.Count(c => c == '"' || c == '\'') % 2);
                    break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void A_token_is_asked_for_only_where_one_is_sent_and_never_written(string id, string identification)
    {
        var how = Enum.Parse<Identification>(identification);
        var isScript = id is "curl" or "python";

        var text = string.Concat(Client(id).Snippets(new McpEndpoint(Url, how)).Select(snippet => snippet.Text));

        var asks =
            text.Contains(AllClients.Variable, StringComparison.Ordinal)
            || text.Contains("${input:", StringComparison.Ordinal)
            || text.Contains(AllClients.Placeholder, StringComparison.Ordinal);
        Assert.Equal(how == Identification.Token || (isScript && how != Identification.None), asks);
        Assert.DoesNotContain("glpat-", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Token", """{"url":"https://mcp.example.com/mcp","headers":{"Authorization":"Bearer ${env:GITLAB_TOKEN}"}}""")]
    [InlineData("SignIn", """{"url":"https://mcp.example.com/mcp"}""")]
    public void The_link_to_Cursor_holds_its_configuration_as_base64(string identification, string expected)
    {
        var link = Link("cursor", "https://mcp.example.com/mcp", identification);

        var (start, configuration) = (link[..link.IndexOf("&config=", StringComparison.Ordinal)], link[(link.IndexOf('=', 60) + 1)..]);
        Assert.Equal("cursor://anysphere.cursor-deeplink/mcp/install?name=gitlab", start);
        Assert.Equal(expected, Encoding.UTF8.GetString(Convert.FromBase64String(Uri.UnescapeDataString(configuration))));
    }

    [Theory]
    [InlineData(
        "Token",
        """{"name":"gitlab","type":"http","url":"https://mcp.example.com/mcp","headers":{"Authorization":"Bearer ${input:gitlab-token}"},"""
            + """
                "inputs":[{"type":"promptString","id":"gitlab-token","description":"GitLab token","password":true}]}
                """
    )]
    [InlineData("SignIn", """{"name":"gitlab","type":"http","url":"https://mcp.example.com/mcp"}""")]
    public void The_link_to_VS_Code_holds_its_configuration_as_JSON(string identification, string expected)
    {
        var link = Link("vs-code", "https://mcp.example.com/mcp", identification);

        Assert.StartsWith("vscode:mcp/install?", link, StringComparison.Ordinal);
        Assert.Equal(expected, Uri.UnescapeDataString(link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public void A_bridge_needs_leave_for_plain_http_only()
    {
        string Desktop(string url) => Client("claude-desktop").Snippets(new McpEndpoint(url, Identification.Token))[0].Text;

        Assert.Contains("--allow-http", Desktop("http://10.0.0.7:3002/mcp"), StringComparison.Ordinal);
        Assert.DoesNotContain("--allow-http", Desktop("https://mcp.example.com/mcp"), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_client_has_an_id_of_its_own_and_says_where_its_token_comes_from_and_how_it_signs_in()
    {
        Assert.Equal(AllClients.List.Count, AllClients.List.DistinctBy(client => client.Id).Count());
        Assert.All(AllClients.List, client => Assert.NotEmpty(client.TokenNote));
        Assert.All(AllClients.List, client => Assert.NotEmpty(client.SignInNote));
    }

    private static string Link(string id, string url, string identification) =>
        Client(id).Link!(new McpEndpoint(url, Enum.Parse<Identification>(identification)));

    private static Client Client(string id) => AllClients.List.Single(client => client.Id == id);
}
