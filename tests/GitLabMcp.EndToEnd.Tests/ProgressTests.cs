using System.Text.Json;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A client that sends a progress token hears of calls that take longer than a second.</summary>
public sealed class ProgressTests
{
    private const string Call = """{"name":"get_project","arguments":{"project_id":"group/app"},"_meta":{"progressToken":"mine"}}""";

    /// <summary>Version, method, parameters, what the header names, a part of the answer.</summary>
    public static TheoryData<string, string, string, string, string> Calls
    {
        get
        {
            var calls = new TheoryData<string, string, string, string, string>();
            foreach (var version in (string[])["2025-06-18", "2026-07-28"])
            {
                calls.Add(version, "tools/call", Call, "get_project", "app");
                calls.Add(
                    version,
                    "resources/read",
                    """{"uri":"gitlab://projects/77","_meta":{"progressToken":"mine"}}""",
                    "gitlab://projects/77",
                    "gitlab://projects/77"
                );
                calls.Add(
                    version,
                    "prompts/get",
                    """
                    {"name":"explain_failed_pipeline","arguments":{"project_id":"77","pipeline_id":"9"},
                      "_meta":{"progressToken":"mine"}}
                    """.OneLine(),
                    "explain_failed_pipeline",
                    "pipelines/9/failures"
                );
            }

            return calls;
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Comes_on_the_stream_of_the_call(string version, string method, string parameters, string name, string answer)
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        var stall = deployment.GitLab.On("GET", "/api/v4/projects/*").Stall(body: """{"id":1,"name":"app","status":"success"}""");

        // GitLabTools' clock is the real one: the second notification comes two seconds after the call.
        var told = new List<JsonElement>();
        await foreach (var message in client.StreamAsync(version, method, parameters, name))
        {
            told.Add(message);
            if (told.Count == 2)
            {
                stall.Release();
            }
        }

        Assert.True(told.Count >= 3, string.Join('\n', told));
        Assert.All(
            told.SkipLast(1),
            message =>
                Assert.Equal(
                    ("notifications/progress", "mine"),
                    (message.GetProperty("method").GetString(), message.GetProperty("params").GetProperty("progressToken").GetString())
                )
        );
        var values = told.SkipLast(1).Select(message => message.GetProperty("params").GetProperty("progress").GetInt32()).ToList();
        Assert.Equal(values.Distinct().Order(), values);
        Assert.Equal("Waiting for GitLab", told[0].GetProperty("params").GetProperty("message").GetString());
        Assert.Contains(answer, told[^1].GetProperty("result").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_the_connection_without_a_fault()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        var stall = deployment.GitLab.On("GET", "/api/v4/projects/*").Stall();

        await foreach (var message in client.StreamAsync("2025-06-18", "tools/call", Call, "get_project"))
        {
            Assert.Equal("notifications/progress", message.GetProperty("method").GetString());
            break;
        }

        await stall.Abandoned.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await deployment.StopEdgesAsync();
        await deployment.StopGitLabToolsAsync();
        Assert.DoesNotContain("Error GitLabMcp", deployment.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Error Grpc", deployment.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Error ModelContextProtocol", deployment.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_no_place_in_an_answer_of_plain_JSON()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser(), accept: "application/json");
        var answer = await client.RpcAsync("tools/call", Call);
        Assert.Equal("application/json", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Contains("group/app", answer.ToolText, StringComparison.Ordinal);
    }
}
