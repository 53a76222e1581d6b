using GitLabMcp.Fake;
using GitLabMcp.ServiceDefaults.Credentials;
using Grpc.Core;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>GitLabs that are installed under a relative URL, several of them on one host (docs/behaviour.md, GitLab instances).</summary>
public sealed class RelativeUrlTests
{
    private const string Project = """{"project_id":"group/app"}""";

    [Theory]
    [InlineData("/git", null)]
    [InlineData("/git/", "/git/api/v4")]
    [InlineData("/git/api/v4", "/git")]
    public async Task The_operators_GitLab_is_called_under_its_relative_URL(string setting, string? named)
    {
        await using var gitlab = await WithProject(new FakeGitLab(), "git", id: 7).StartAsync();
        await using var host = await ToolsHost.StartAsync(settings: [$"--GITLAB_API_URL={gitlab.Origin}{setting}"]);
        var metadata = named is null ? ToolsHost.As(ToolsHost.Alice) : To(gitlab.Origin + named);

        var result = (await host.SendAsync("get_project", Project, metadata: metadata)).Result;

        Assert.False(result.IsError, result.Text);
        Assert.Equal("/git/api/v4/projects/group%2Fapp", Assert.Single(gitlab.Requests).Path);
    }

    [Fact]
    public async Task A_project_of_one_GitLab_is_not_taken_for_that_of_another_on_the_same_host()
    {
        await using var gitlab = await TwoGitLabs().StartAsync();
        await using var host = await StartAsync(gitlab, "--GITLAB_ALLOWED_PROJECT_IDS=1");

        var one = (await host.SendAsync("get_project", Project, metadata: To(gitlab.Origin + "/one"))).Result;
        var two = (await host.SendAsync("get_project", Project, metadata: To(gitlab.Origin + "/two"))).Result;

        Assert.False(one.IsError, one.Text);
        Assert.Contains("limited to certain projects", two.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_one_GitLab_is_not_kept_for_another_on_the_same_host()
    {
        await using var gitlab = await TwoGitLabs().StartAsync();
        await using var host = await StartAsync(gitlab);

        await host.SendAsync("get_project", Project, metadata: To(gitlab.Origin + "/one"));
        await host.SendAsync("get_project", Project, metadata: To(gitlab.Origin + "/two"));

        Assert.Equal(2, gitlab.Requests.Count);
        Assert.DoesNotContain(gitlab.Requests, request => request.Headers.ContainsKey("if-none-match"));
    }

    private static FakeGitLab TwoGitLabs() => WithProject(WithProject(new FakeGitLab(), "one", id: 1), "two", id: 2);

    private static FakeGitLab WithProject(FakeGitLab gitlab, string folder, int id)
    {
        foreach (var project in (string[])["group%2Fapp", $"{id}"])
        {
            gitlab.On("GET", $"/{folder}/api/v4/projects/{project}").Answer(200, $$"""{"id":{{id}}}""", ("ETag", "\"a\""));
        }

        return gitlab;
    }

    private static Task<ToolsHost> StartAsync(FakeGitLab other, params string[] settings) =>
        ToolsHost.StartAsync(settings: ["--ENABLE_DYNAMIC_API_URL=true", $"--GITLAB_ALLOWED_HOSTS={other.Origin}", .. settings]);

    private static Metadata To(string apiUrl)
    {
        var metadata = ToolsHost.As(ToolsHost.Alice);
        metadata.Add(CredentialMetadata.ApiUrl, apiUrl);
        return metadata;
    }
}
