using GitLabMcp.Fake.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Answers that GitLab need not send twice.</summary>
public sealed class CacheTests
{
    private const string Project = "/api/v4/projects/1",
        GetProject = """{"project_id":1}""";

    [Fact]
    public async Task Asks_GitLab_whether_it_changed_and_shows_the_same()
    {
        await using var host = await ToolsHost.StartAsync();
        var first = await host.CallAsync("get_project", GetProject);
        Assert.Equal(first, await host.CallAsync("get_project", GetProject));
        Assert.False(IsConditional(host.GitLab.Requests[0]));
        Assert.True(IsConditional(host.GitLab.Requests[1]));

        await host.CallAsync("update_project", """{"project_id":1,"description":"new"}""");
        Assert.Contains("new", await host.CallAsync("get_project", GetProject), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_keeps_its_pages_and_learns_new_ones()
    {
        await using var host = await ToolsHost.StartAsync();
        const string First = """{"project_id":1,"per_page":1}""";
        host.GitLab.On("GET", Project + "/labels")
            .Times(1)
            .Answer(200, """[{"id":1}]""", ("ETag", "W/\"a\""), ("x-next-page", "2"), ("x-total", "7"));
        var text = await host.CallAsync("list_labels", First);
        host.GitLab.On("GET", Project + "/labels").Answer(304, "");
        Assert.Contains("\"next_page\":2,\"total\":7", text, StringComparison.Ordinal);
        Assert.Equal(text, await host.CallAsync("list_labels", First));
        host.GitLab.BehaveAgain();
        host.GitLab.On("GET", Project + "/labels").Answer(304, "", ("x-next-page", ""), ("x-total", "1"));
        Assert.Equal("""{"items":[{"id":1}],"total":1}""", await host.CallAsync("list_labels", First));
    }

    [Fact]
    public async Task What_one_token_read_is_for_that_token()
    {
        await using var host = await ToolsHost.StartAsync();
        await host.CallAsync("get_project", GetProject);
        await host.CallAsync("get_project", GetProject, ToolsHost.Bob);
        Assert.DoesNotContain(host.GitLab.Requests, IsConditional);
    }

    [Fact]
    public async Task Is_forgotten_after_five_minutes()
    {
        var clock = new FakeTimeProvider();
        await using var host = await ToolsHost.StartAsync(configure: builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock))
        );
        await host.CallAsync("get_project", GetProject);
        clock.Advance(TimeSpan.FromMinutes(4));
        await host.CallAsync("get_project", GetProject);
        clock.Advance(TimeSpan.FromMinutes(2));
        await host.CallAsync("get_project", GetProject);
        Assert.Equal([false, true, false], host.GitLab.Requests.Select(IsConditional));
    }

    [Fact]
    public async Task Is_forgotten_when_GitLab_no_longer_takes_the_token()
    {
        await using var host = await ToolsHost.StartAsync();
        await host.CallAsync("get_project", GetProject);
        await host.CallAsync("get_project", GetProject, ToolsHost.Bob);
        host.GitLab.On("GET", "/api/v4/user").Answer(401, "");
        await host.RefusalAsync("whoami");
        host.GitLab.ForgetRequests();
        await host.CallAsync("get_project", GetProject);
        await host.CallAsync("get_project", GetProject, ToolsHost.Bob);
        Assert.Equal([false, true], host.GitLab.Requests.Select(IsConditional));
    }

    [Fact]
    public async Task The_number_of_a_project_is_looked_up_once_for_each_token()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        foreach (var token in (string[])[ToolsHost.Alice, ToolsHost.Bob, ToolsHost.Alice])
        {
            await host.CallAsync("get_project", """{"project_id":"group/app"}""", token);
        }

        Assert.Equal(
            ["alice", "bob"],
            host.GitLab.Requests.Where(request => request.Path == "/api/v4/projects/group%2Fapp").Select(request => request.User)
        );
    }

    [Theory]
    [InlineData("application/json", 100, "no-store")]
    [InlineData("application/json", 70_000, "private")]
    [InlineData("text/plain", 100, "private")]
    public async Task Large_answers_files_and_what_must_not_be_stored_are_not_kept(string contentType, int length, string cacheControl)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project)
            .Answer(
                200,
                $$"""{"id":1,"description":"{{new string('x', length)}}"}""",
                contentType,
                ("ETag", "\"a\""),
                ("Cache-Control", cacheControl)
            );
        await host.CallAsync("get_project", GetProject);
        await host.CallAsync("get_project", GetProject);
        Assert.DoesNotContain(host.GitLab.Requests, IsConditional);
    }

    [Fact]
    public async Task Is_bounded_in_bytes()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/*")
            .Answer(200, $$"""{"id":1,"description":"{{new string('x', 60_000)}}"}""", ("ETag", "\"a\""));

        // There and back again: those read last are met first.
        foreach (var id in Enumerable.Range(1, 400).Concat(Enumerable.Range(1, 400).Reverse()))
        {
            await host.CallAsync("get_project", $$"""{"project_id":{{id}}}""");
        }

        Assert.InRange(host.GitLab.Requests.Count(IsConditional), 1, 16 * 1024 * 1024 / 60_000);
    }

    private static bool IsConditional(RecordedRequest request) => request.Headers.ContainsKey("if-none-match");
}
