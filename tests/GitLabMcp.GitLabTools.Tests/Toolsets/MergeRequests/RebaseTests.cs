using GitLabMcp.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>How a rebase went, in the answer of the call that began it.</summary>
public sealed class RebaseTests
{
    private const string Path = "/api/v4/projects/1/merge_requests/5";
    private const string Arguments = """{"project_id":1,"merge_request_iid":5}""";
    private const string Running = """{"iid":5,"sha":"old","rebase_in_progress":true,"merge_error":null}""";

    private readonly WatchedTime _time = new();

    [Theory]
    [InlineData("""{"iid":5,"sha":"new","rebase_in_progress":false,"merge_error":null}""", """{"rebased":true,"sha":"new"}""")]
    [InlineData(
        """{"iid":5,"sha":"old","rebase_in_progress":false,"merge_error":"Rebase failed: Rebase locally, resolve all conflicts"}""",
        """{"rebased":false,"merge_error":"Rebase failed: Rebase locally, resolve all conflicts"}"""
    )]
    public async Task The_answer_says_whether_it_is_rebased(string after, string answer)
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", Path).Answer(200, after);
        host.GitLab.On("GET", Path).Times(2).Answer(200, Running);
        var call = host.CallAsync("rebase_merge_request", Arguments);
        await _time.LetPassAsync(1);
        await _time.LetPassAsync(2);
        Assert.Equal(answer, await call);
        Assert.Equal(["PUT", "GET", "GET", "GET"], host.GitLab.Requests.Select(request => request.Method));
        Assert.Equal("include_rebase_in_progress=true", host.GitLab.Requests[^1].Query);
    }

    [Fact]
    public async Task A_rebase_that_takes_longer_names_the_tool_that_looks_again()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", Path).Answer(200, Running);
        var call = host.CallAsync("rebase_merge_request", Arguments);
        foreach (var pause in (int[])[1, 2, 3, 4])
        {
            await _time.LetPassAsync(pause);
        }

        Assert.Equal(
            """
            {"rebase_in_progress":true,
              "note":"It goes on. get_merge_request has another sha or a merge_error then."}
            """.OneLine(),
            await call
        );
        Assert.Equal(6, host.GitLab.Requests.Count);
    }

    [Fact]
    public async Task A_rebase_that_has_begun_is_no_error_where_GitLab_does_not_let_look()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", Path).Answer(403, """{"message":"403 Forbidden"}""");
        Assert.Contains("\"rebase_in_progress\":true", await host.CallAsync("rebase_merge_request", Arguments), StringComparison.Ordinal);
        Assert.Equal(2, host.GitLab.Requests.Count);
    }

    [Fact]
    public async Task A_rebase_that_GitLab_refuses_is_not_looked_for()
    {
        await using var host = await StartAsync();
        host.GitLab.On("PUT", Path + "/rebase").Answer(403, """{"message":"403 Forbidden"}""");
        Assert.Contains("403", await host.RefusalAsync("rebase_merge_request", Arguments), StringComparison.Ordinal);
        Assert.Single(host.GitLab.Requests);
    }

    private async Task<ToolsHost> StartAsync()
    {
        var host = await ToolsHost.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(_time));
        host.GitLab.On("PUT", Path + "/rebase").Answer(202, """{"rebase_in_progress":true}""");
        return host;
    }
}
