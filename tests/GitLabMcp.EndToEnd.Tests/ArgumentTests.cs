using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.EndToEnd.Tests.Hosting;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Arguments as clients write them, through the whole product.</summary>
public sealed class ArgumentTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Other_spellings_are_read_and_what_the_host_adds_is_named(string version)
    {
        await using var client = await shared.ConnectAsync(shared.NewUser(), version);
        var arguments = JsonSerializer.Deserialize<Dictionary<string, object?>>(
            """{"project_id":"group/app","per_page":1.0,"state":"ALL","labels":"","search":null,"toolCallId":"c1","chatInput":"hello"}"""
        );

        var result = await client.CallToolAsync("list_issues", arguments, cancellationToken: TestContext.Current.CancellationToken);

        var text = ((TextContentBlock)result.Content[0]).Text;
        Assert.True(result.IsError is not true, text);
        var answer = JsonNode.Parse(text)!;
        Assert.Equal(["toolCallId", "chatInput"], answer["ignored"]!.AsArray().Select(name => (string)name!));
        Assert.InRange(answer["items"]!.AsArray().Count, 0, 1);
    }
}
