using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>REMOTE_AUTHORIZATION=false: everybody on this machine acts as the operator's user.</summary>
public sealed class OneUserTests
{
    [Fact]
    public async Task Serves_requests_without_a_token_as_the_one_user_and_ignores_what_they_bring()
    {
        const string token = "glpat-the-operators-token";
        await using var deployment = await Deployment.StartAsync(
            new() { EdgeSettings = ["--REMOTE_AUTHORIZATION=false", $"--GITLAB_PERSONAL_ACCESS_TOKEN={token}"] }
        );
        deployment.GitLab.WithUser("operator", token);
        using var client = deployment.Client(token: null, accept: "*/*");
        using var other = deployment.Client(deployment.NewUser());

        var answer = await client.CallToolAsync("get_project", """{"project_id":"group/app"}""");
        await other.CallToolAsync("get_project", """{"project_id":"group/app"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.False(answer.IsToolError, answer.Text);
        Assert.All(deployment.GitLab.Requests, request => Assert.Equal("operator", request.User));
        Assert.False((await client.GetAsync("/metrics.json")).Json.GetProperty("config").GetProperty("remoteAuthEnabled").GetBoolean());
    }
}
