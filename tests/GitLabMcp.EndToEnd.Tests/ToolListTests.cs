using System.Text;
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
    public async Task Every_tool_has_a_title_a_description_and_hints() => Assert.All((await ListAsync("?toolsets=all")).Tools, tool =>
    {
        Assert.NotEmpty((string)tool!["title"]!);
        Assert.NotEmpty((string)tool["description"]!);
        Assert.True((bool?)tool["annotations"]!["readOnlyHint"] ?? tool["annotations"]!["destructiveHint"] is not null);
    });

    private async Task<(JsonArray Tools, int Bytes, int Characters)> ListAsync(string query)
    {
        using var client = shared.Client(shared.NewUser());
        var answer = await client.SendAsync(HttpMethod.Post, "/mcp" + query, new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json"));
        var json = answer.Text[answer.Text.IndexOf('{', StringComparison.Ordinal)..].TrimEnd();
        return (JsonNode.Parse(json)!["result"]!["tools"]!.AsArray(), Encoding.UTF8.GetByteCount(json), json.Length);
    }
}
