using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>What the list of tools costs a model, and how a request asks for another one. A token is four characters.</summary>
public sealed class ToolListTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    [Fact]
    public async Task The_default_list_has_at_most_40_tools_25_KB_and_6000_tokens()
    {
        var (tools, bytes, characters) = await ListAsync("");
        Assert.InRange(tools.Count, 25, 40);
        Assert.InRange(bytes, 1, 24_999);
        Assert.InRange(characters / 4, 1, 5_999);
    }

    [Fact]
    public async Task Everything_has_less_than_45000_tokens()
    {
        var (tools, _, characters) = await ListAsync("?toolsets=all");
        Assert.InRange(tools.Count, 263, 400);
        Assert.InRange(characters / 4, 1, 44_999);
    }

    [Fact]
    public async Task The_list_comes_in_the_same_order_every_time()
    {
        var first = (await ListAsync("?toolsets=all")).Tools.ToJsonString();
        Assert.Equal(first, (await ListAsync("?toolsets=all")).Tools.ToJsonString());
    }

    [Fact]
    public async Task Every_tool_has_a_title_a_description_and_hints() =>
        Assert.All(
            (await ListAsync("?toolsets=all")).Tools,
            tool =>
            {
                Assert.NotEmpty((string)tool!["title"]!);
                Assert.NotEmpty((string)tool["description"]!);
                Assert.True((bool?)tool["annotations"]!["readOnlyHint"] ?? tool["annotations"]!["destructiveHint"] is not null);
            }
        );

    [Fact]
    public async Task Answers_that_are_not_GitLabs_own_have_a_schema_that_allows_more()
    {
        var told = (await ListAsync("?toolsets=all")).Tools.Where(tool => tool!["outputSchema"] is not null).ToArray();
        Assert.Contains("get_pipeline_failures", told.Select(tool => (string?)tool!["name"]));
        Assert.All(
            told,
            tool =>
            {
                Assert.Equal("object", (string?)tool!["outputSchema"]!["type"]);
                Assert.Null(tool["outputSchema"]!["required"]);
                Assert.Null(tool["outputSchema"]!["additionalProperties"]);
            }
        );
    }

    /// <summary>A client that knows schemas but gets no structured content would refuse the answers.</summary>
    [Theory]
    [InlineData("2024-11-05", false)]
    [InlineData("2025-03-26", false)]
    [InlineData("2025-06-18", true)]
    public async Task Schemas_of_answers_come_with_structured_content_and_not_without(string version, bool come)
    {
        using var client = shared.Client(shared.NewUser());
        client.Headers["MCP-Protocol-Version"] = version;
        var listed = (await client.ListToolsAsync()).Result.GetProperty("tools").EnumerateArray();
        Assert.Equal(come, listed.Any(tool => tool.TryGetProperty("outputSchema", out _)));
        Assert.Equal(come, (await client.CallToolAsync("whoami", "{}")).Result.TryGetProperty("structuredContent", out _));
    }

    [Fact]
    public async Task Every_tool_shows_the_icon_of_its_toolset()
    {
        using var client = shared.Client(shared.NewUser());
        using var http = new HttpClient();
        var categories = JsonElement
            .Parse((await client.CallToolAsync("discover_tools", "{}")).ToolText)
            .GetProperty("categories")
            .EnumerateArray();
        var toolsets = categories.Select(category => category.GetProperty("category").GetString()!).ToArray();
        Assert.InRange(toolsets.Length, 20, 40);
        foreach (var toolset in toolsets)
        {
            var (tools, _, _) = await ListAsync("?toolsets=" + toolset);
            var icon = $"{shared.Deployment.Edge}icons/{toolset}.png";
            var icons = tools.Select(tool => (string?)tool!["icons"]?[0]?["src"]).ToArray();
            Assert.Contains(icon, icons);
            Assert.All(icons, Assert.NotNull);

            using var answer = await http.GetAsync(icon, TestContext.Current.CancellationToken);
            Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(
                [0x89, (byte)'P', (byte)'N', (byte)'G'],
                (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..4]
            );
        }
    }

    [Fact]
    public async Task An_icon_has_the_address_that_the_client_knows_this_server_by()
    {
        using var client = shared.Client(shared.NewUser());
        foreach (var host in (string[])["localhost:3002", "127.0.0.1", "localhost:3002"])
        {
            var answer = await client.SendAsync(
                HttpMethod.Post,
                "/mcp",
                new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json"),
                request => request.Headers.Host = host
            );
            Assert.All(
                answer.Result.GetProperty("tools").EnumerateArray(),
                tool =>
                    Assert.StartsWith(
                        $"http://{host}/icons/",
                        tool.GetProperty("icons")[0].GetProperty("src").GetString(),
                        StringComparison.Ordinal
                    )
            );
        }
    }

    [Fact]
    public async Task An_icon_has_an_address_whatever_else_the_request_says()
    {
        using var client = shared.Client(shared.NewUser());
        var answer = await client.RpcAsync("tools/list", """{"name":"x"}""");
        Assert.All(
            answer.Result.GetProperty("tools").EnumerateArray(),
            tool => Assert.True(Uri.TryCreate(tool.GetProperty("icons")[0].GetProperty("src").GetString(), UriKind.Absolute, out _))
        );
    }

    [Fact]
    public async Task An_icon_that_is_not_there_is_a_404_in_JSON()
    {
        using var client = shared.Client(token: null);
        var answer = await client.SendAsync(HttpMethod.Get, "/icons/nothing.png", content: null);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("Not found", answer.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_change_of_the_catalogue_reaches_every_Edge_and_its_clients_within_a_minute()
    {
        await using var deployment = await Deployment.StartAsync(new() { Edges = 2 });
        var token = deployment.NewUser();
        Assert.All(await Task.WhenAll(NamesAsync(0), NamesAsync(1)), names => Assert.Contains("create_issue", names));
        using var client = deployment.Client(token);
        var kept = TimeSpan.FromMilliseconds((await client.Rpc2026Async("tools/list")).Result.GetProperty("ttlMs").GetInt32());

        await deployment.ReplaceGitLabToolsAsync("--GITLAB_READ_ONLY_MODE=true");
        deployment.Time.Advance(TimeSpan.FromMinutes(1) - kept);

        Assert.All(
            await Task.WhenAll(NamesAsync(0), NamesAsync(1)),
            names =>
            {
                Assert.Contains("get_issue", names);
                Assert.DoesNotContain("create_issue", names);
            }
        );

        async Task<string[]> NamesAsync(int edge)
        {
            using var client = deployment.Client(token, edge);
            return
            [
                .. (await client.ListToolsAsync())
                    .Result.GetProperty("tools")
                    .EnumerateArray()
                    .Select(tool => tool.GetProperty("name").GetString()!),
            ];
        }
    }

    private async Task<(JsonArray Tools, int Bytes, int Characters)> ListAsync(string query)
    {
        using var client = shared.Client(shared.NewUser());
        var answer = await client.SendAsync(
            HttpMethod.Post,
            "/mcp" + query,
            new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json")
        );
        var json = answer.Text[answer.Text.IndexOf('{', StringComparison.Ordinal)..].TrimEnd();
        return (JsonNode.Parse(json)!["result"]!["tools"]!.AsArray(), Encoding.UTF8.GetByteCount(json), json.Length);
    }
}
