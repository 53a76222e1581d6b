using System.Diagnostics;
using System.Net;
using System.Text;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>One call is one trace, and it is the caller's when the caller says so.</summary>
public sealed class TraceTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_trace_that_the_client_names_in_meta_goes_on_to_GitLab(string version)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source =>
                source.Name
                    is "Experimental.ModelContextProtocol"
                        or "GitLabMcp.GitLabTools"
                        or "Microsoft.AspNetCore"
                        or "System.Net.Http"
                        or "Grpc.Net.Client",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var token = shared.NewUser();
        using var client = shared.Client(token);
        var body = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_project",
              "arguments":{"project_id":"group/app"},"_meta":{"traceparent":"00-TRACE-00f067aa0ba902b7-01",
            "io.modelcontextprotocol/protocolVersion":"VERSION","io.modelcontextprotocol/clientInfo":{"name":"test",
              "version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}
            """.Replace("TRACE", Trace, StringComparison.Ordinal).Replace("VERSION", version, StringComparison.Ordinal);
        var answer = await client.SendAsync(
            HttpMethod.Post,
            "/mcp",
            new StringContent(body, Encoding.UTF8, "application/json"),
            request =>
            {
                request.Headers.Add("MCP-Protocol-Version", version);
                request.Headers.Add("Mcp-Method", "tools/call");
                request.Headers.Add("Mcp-Name", "get_project");
            }
        );

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(
            shared.Deployment.GitLab.Requests,
            request =>
                request.Path.EndsWith("/projects/group%2Fapp", StringComparison.Ordinal)
                && request.Headers.GetValueOrDefault("traceparent")?.Contains(Trace, StringComparison.Ordinal) == true
        );
    }
}
