using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Any replica takes any request; users never meet.</summary>
public sealed class ReplicaTests
{
    [Fact]
    public async Task Two_Edges_and_two_Sessions_over_one_Redis_serve_one_session_in_turns()
    {
        await using var deployment = await Deployment.StartAsync(
            new()
            {
                Edges = 2,
                SessionsReplicas = 2,
                Redis = true,
            }
        );
        var token = deployment.NewUser();
        using var first = deployment.Client(token, edge: 0);
        var id = await first.StartSessionAsync();
        for (var i = 0; i < 20; i++)
        {
            using var idOnly = deployment.Client(token: null, edge: i % 2);
            idOnly.SessionId = id;
            var answer = await idOnly.ListToolsAsync();
            Assert.Equal((HttpStatusCode.OK, id), (answer.Status, answer.SessionId));
            Assert.StartsWith($"\"session\";r={60 - i - 2};", answer.Header("RateLimit"), StringComparison.Ordinal);
        }

        using var second = deployment.Client(token, edge: 1);
        second.SessionId = id;
        Assert.Equal(HttpStatusCode.NoContent, (await second.DeleteAsync()).Status);

        // A session that ended on one replica has ended on all, with any token (docs/reliability.md, S21).
        for (var i = 0; i < 8; i++)
        {
            using var idOnly = deployment.Client(token: null, edge: i % 2);
            using var withToken = deployment.Client(token, edge: i % 2);
            idOnly.SessionId = withToken.SessionId = id;
            Assert.Equal(HttpStatusCode.NotFound, (await idOnly.ListToolsAsync()).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await withToken.ListToolsAsync()).Status);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Users_never_get_each_others_answers_under_concurrency(bool redis)
    {
        await using var deployment = await Deployment.StartAsync(
            new()
            {
                Edges = 2,
                SessionsReplicas = redis ? 2 : 1,
                Redis = redis,
                Settings = ["--MAX_REQUESTS_PER_MINUTE=10000"],
            }
        );
        var users = Enumerable
            .Range(0, 8)
            .Select(i => (Project: $"group/of-user{i}", Name: $"user{i}", Token: deployment.NewUser($"user{i}")))
            .ToArray();
        var ids = new Dictionary<string, string>();
        foreach (var (project, name, token) in users)
        {
            deployment.GitLab.WithProject(project);
            using var client = deployment.Client(token);
            ids[name] = await client.StartSessionAsync();
        }

        await Parallel.ForAsync(
            0,
            800,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken },
            async (i, _) =>
            {
                var (project, name, token) = users[i % users.Length];

                // The id alone, the token alone, and both.
                using var client = deployment.Client(i % 3 == 0 ? null : token, edge: i % 2);
                client.SessionId = i % 3 == 1 ? null : ids[name];
                var answer = await client.CallToolAsync("get_project", $$"""{"project_id":"{{project}}"}""");
                Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
                Assert.Contains($"\"{project}\"", answer.ToolText, StringComparison.Ordinal);
            }
        );

        // By GitLab's own log every project was read by its user only.
        var reads = deployment.GitLab.Requests.Where(request => request.Path.Contains("of-user", StringComparison.Ordinal)).ToArray();
        Assert.Equal(800, reads.Length);
        Assert.All(reads, request => Assert.EndsWith("of-" + request.User, Uri.UnescapeDataString(request.Path), StringComparison.Ordinal));
    }
}
