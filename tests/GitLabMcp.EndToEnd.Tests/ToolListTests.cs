using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>What the list of tools costs a model, and how a request asks for another one. A token is four characters.</summary>
public sealed class ToolListTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    [Fact]
    public async Task The_default_list_has_at_most_40_tools_22500_bytes_and_6000_tokens()
    {
        var (tools, bytes, characters) = await ListAsync("");
        Assert.InRange(tools.Count, 25, 40);
        Assert.InRange(bytes, 1, 22_500);
        Assert.InRange(characters / 4, 1, 5_999);
    }

    [Fact]
    public async Task Everything_has_at_most_170_tokens_a_tool_on_average()
    {
        var (tools, _, characters) = await ListAsync("?toolsets=all");
        Assert.InRange(tools.Count, 263, 600);
        Assert.InRange(characters / 4, 1, 170 * tools.Count);
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
    public async Task No_tool_has_an_icon() =>
        Assert.All((await ListAsync("?toolsets=all")).Tools, tool => Assert.False(tool!.AsObject().ContainsKey("icons")));

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
