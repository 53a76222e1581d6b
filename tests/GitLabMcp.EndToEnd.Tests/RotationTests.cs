using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A request that brings a token runs with that token; the stored token serves only requests without one
/// (docs/reliability.md, S2).</summary>
public sealed class RotationTests
{
    private const string GetProject = """{"project_id":"group/app"}""";

    [Fact]
    public async Task Uses_the_newest_token_of_the_user_for_requests_with_the_id_alone()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_REQUESTS_PER_MINUTE=100000"] });
        var tokens = Enumerable.Range(0, 200).Select(i => $"glpat-rotating-token-{i:D4}").ToArray();
        deployment.GitLab.WithUser("alice", tokens);
        using var starter = deployment.Client(tokens[0]);
        var id = await starter.StartSessionAsync();
        using var idOnly = deployment.Client(token: null);
        idOnly.SessionId = id;
        foreach (var token in tokens)
        {
            using var rotating = deployment.Client(token);
            rotating.SessionId = id;
            Assert.Equal(HttpStatusCode.OK, (await rotating.RpcAsync("ping")).Status);
            deployment.GitLab.ForgetRequests();

            await idOnly.CallToolAsync("get_project", GetProject);

            Assert.Equal("Bearer " + token, Assert.Single(deployment.GitLab.Requests).Headers["authorization"]);
        }
    }

    [Fact]
    public async Task Runs_each_request_with_the_token_it_brought_while_two_are_in_use()
    {
        await using var deployment = await Deployment.StartAsync(new() { Edges = 2, Settings = ["--MAX_REQUESTS_PER_MINUTE=100000"] });
        string[] tokens = ["glpat-first-token-of-alice", "glpat-second-token-of-alice"];
        deployment.GitLab.WithUser("alice", tokens).WithProject("group/first").WithProject("group/second");
        using var starter = deployment.Client(tokens[0]);
        var id = await starter.StartSessionAsync();

        await Parallel.ForAsync(
            0,
            400,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            async (i, _) =>
            {
                using var client = deployment.Client(tokens[i % 2], edge: i / 2 % 2);
                client.SessionId = i % 4 < 2 ? id : null;
                var answer = await client.CallToolAsync(
                    "get_project",
                    $$"""{"project_id":"group/{{(i % 2 == 0 ? "first" : "second")}}"}"""
                );
                Assert.False(answer.IsToolError, answer.Text);
            }
        );

        var reads = deployment.GitLab.Requests.Where(request => request.Path.Contains("projects", StringComparison.Ordinal)).ToArray();
        Assert.Equal(400, reads.Length);
        Assert.All(
            reads,
            read =>
                Assert.Equal(
                    "Bearer " + tokens[read.Path.Contains("first", StringComparison.Ordinal) ? 0 : 1],
                    read.Headers["authorization"]
                )
        );
    }

    [Fact]
    public async Task Goes_on_with_a_new_token_after_GitLab_refused_the_old_one()
    {
        await using var deployment = await Deployment.StartAsync();
        deployment.GitLab.WithUser("alice", "glpat-first-token-of-alice", "glpat-second-token-of-alice");
        using var client = deployment.Client("glpat-first-token-of-alice");
        var id = await client.StartSessionAsync();
        using var idOnly = deployment.Client(token: null);
        idOnly.SessionId = id;
        deployment.GitLab.Revoke("glpat-first-token-of-alice");

        var refused = await idOnly.CallToolAsync("get_project", GetProject);
        deployment.GitLab.ForgetRequests();
        var afterwards = await idOnly.CallToolAsync("get_project", GetProject);
        using var renewed = deployment.Client("glpat-second-token-of-alice");
        renewed.SessionId = id;
        var goesOn = await renewed.CallToolAsync("get_project", GetProject);

        Assert.True(refused.IsToolError);
        Assert.Equal(HttpStatusCode.Unauthorized, afterwards.Status);
        Assert.DoesNotContain(
            deployment.GitLab.Requests,
            request => request.Headers.Values.Any(value => value.Contains("first-token", StringComparison.Ordinal))
        );
        Assert.Equal((HttpStatusCode.OK, id), (goesOn.Status, goesOn.SessionId));
        Assert.False(goesOn.IsToolError, goesOn.Text);
    }

    /// <summary>GitLab answers 401 to who may not approve, or has approved already: docs/reliability.md, S14.</summary>
    [Theory]
    [InlineData("approve_merge_request", "POST", "approve")]
    [InlineData("merge_merge_request", "PUT", "merge")]
    public async Task Keeps_session_and_token_when_GitLab_refuses_only_the_call(string tool, string method, string action)
    {
        await using var deployment = await Deployment.StartAsync(
            new DeploymentOptions { Settings = ["--GITLAB_CONFIRM_DESTRUCTIVE=false", "--GITLAB_TOOLSETS=all"] }
        );
        using var client = deployment.Client(deployment.NewUser());
        var id = await client.StartSessionAsync();
        using var idOnly = deployment.Client(token: null);
        idOnly.SessionId = id;
        deployment
            .GitLab.On(method, $"/api/v4/projects/group%2Fapp/merge_requests/6/{action}")
            .Answer(401, """{"message":"401 Unauthorized"}""");

        var refused = await idOnly.CallToolAsync(tool, """{"project_id":"group/app","merge_request_iid":6}""");
        var afterwards = await idOnly.CallToolAsync("get_project", GetProject);

        Assert.Contains("You may not do this", refused.ToolText, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, afterwards.Status);
        Assert.False(afterwards.IsToolError, afterwards.Text);
    }
}
