using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Fake;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>X-GitLab-API-URL: the whole call goes to the named instance, and only to a listed one.</summary>
public sealed class InstanceTests
{
    private const string GetProject = """{"project_id":"group/other"}""";

    [Fact]
    public async Task Goes_to_the_named_instance_and_stays_there_for_the_id_alone()
    {
        await using var other = await new FakeGitLab()
            .WithUser("carol", "glpat-token-of-carol-elsewhere")
            .WithProject("group/other")
            .StartAsync();
        await using var deployment = await Deployment.StartAsync(
            new() { Settings = ["--ENABLE_DYNAMIC_API_URL=true", $"--GITLAB_ALLOWED_HOSTS={other.Origin}"] }
        );
        using var client = deployment.Client("glpat-token-of-carol-elsewhere");
        client.Headers["X-GitLab-API-URL"] = other.ApiUrl;
        var id = await client.StartSessionAsync();
        using var idOnly = deployment.Client(token: null);
        idOnly.SessionId = id;

        var named = await client.CallToolAsync("get_project", GetProject);
        var byId = await idOnly.CallToolAsync("get_project", GetProject);

        Assert.False(named.IsToolError, named.Text);
        Assert.False(byId.IsToolError, byId.Text);
        Assert.Equal(0, deployment.GitLabCalls);
    }

    [Fact]
    public async Task Answers_another_instance_on_an_id_like_an_unknown_id_before_any_connection()
    {
        await using var other = await new FakeGitLab().StartAsync();
        await using var deployment = await Deployment.StartAsync(
            new() { Settings = ["--ENABLE_DYNAMIC_API_URL=true", $"--GITLAB_ALLOWED_HOSTS={other.Origin}"] }
        );
        using var client = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        client.Headers["X-GitLab-API-URL"] = other.ApiUrl;

        var answer = await client.CallToolAsync("get_project", GetProject);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("http://169.254.169.254/api/v4")]
    [InlineData("http://0251.0376.0251.0376/api/v4")]
    [InlineData("http://[::ffff:169.254.169.254]/api/v4")]
    [InlineData("http://localhost:1/api/v4")]
    [InlineData("file:///etc/passwd")]
    public async Task Refuses_an_instance_that_is_not_listed(string url)
    {
        await using var deployment = await Deployment.StartAsync(
            new() { Settings = ["--ENABLE_DYNAMIC_API_URL=true", "--GITLAB_ALLOWED_HOSTS=gitlab.example.com"] }
        );
        using var client = deployment.Client(deployment.NewUser());
        client.Headers["X-GitLab-API-URL"] = url;

        var answer = await client.ListToolsAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "GitLab instance not allowed"), (answer.Status, answer.Error));
        Assert.Equal(0, deployment.GitLabCalls);
    }
}
