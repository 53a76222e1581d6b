using System.Text.Json;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A request that is answered without the MCP SDK gets what the SDK would send. A progress token sends the same request
/// through the SDK.</summary>
public sealed class DirectAnswerTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    private const string Events = "application/json, text/event-stream";

    [Theory]
    [InlineData("tools/call", """{"name":"get_project","arguments":{"project_id":"group/app"}""")]
    [InlineData("tools/call", """{"arguments":{"project_id":"group/app"},"name":"get\u005fproject" """)]
    [InlineData("tools/call", """{"name":"get_project","arguments":{"project_id":"no/such"}""")]
    [InlineData("tools/call", """{"name":"get_project","arguments":{"project_id":[1]}""")]
    [InlineData("tools/call", """{"name":"get_project","arguments":{}""")]
    [InlineData("tools/call", """{"name":"get_project" """)]
    [InlineData("tools/call", """{"name":"get_projec","arguments":null""")]
    [InlineData("tools/call", """{"name":"" """)]
    [InlineData("tools/list", "{")]
    [InlineData("ping", "{")]
    public async Task Are_the_answers_of_the_SDK(string method, string parameters)
    {
        foreach (var accept in new[] { Events, "application/json" })
        {
            foreach (var id in new[] { "7", "-1", "\"a \\\" \u00e4\"" })
            {
                using var client = shared.Client(shared.NewUser(), accept);
                var direct = await client.PostAsync(Message(id, method, parameters, ""));
                var sdk = await client.PostAsync(Message(id, method, parameters, "\"_meta\":{\"progressToken\":1}"));

                Assert.Equal(sdk.Status, direct.Status);
                Assert.Equal(Headers(sdk), Headers(direct));
                Assert.True(JsonElement.DeepEquals(sdk.Json, direct.Json), $"{sdk.Json}\n{direct.Json}");
            }
        }
    }

    private static string Message(string id, string method, string parameters, string more)
    {
        var comma = more.Length > 0 && parameters.Length > 1 ? "," : "";
        return """{"jsonrpc":"2.0","id":ID,"method":"METHOD","params":"""
                .Replace("ID", id, StringComparison.Ordinal)
                .Replace("METHOD", method, StringComparison.Ordinal)
            + parameters
            + comma
            + more
            + "}}";
    }

    /// <summary>What says how the answer is to be read and kept. The number of requests that are left differs.</summary>
    private static string Headers(Answer answer) =>
        string.Join(
            '\n',
            answer
                .Headers.Concat(answer.ContentHeaders)
                .Where(header => header.Key is not ("Date" or "RateLimit" or "Content-Length"))
                .Select(header => $"{header.Key}: {string.Join(",", header.Value)}")
                .Order(StringComparer.Ordinal)
        );
}
