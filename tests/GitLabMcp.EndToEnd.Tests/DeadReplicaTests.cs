using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;
using GitLabMcp.Testing.Proxies;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>One of two replicas dies or hangs: docs/reliability.md, F2, F3, F4.</summary>
public sealed class DeadReplicaTests
{
    private const string GetProject = """{"project_id":"group/app"}""";
    private const string CreateIssue = """{"project_id":"group/app","title":"Once"}""";
    private const string Issues = "/api/v4/projects/group%2Fapp/issues";
    private const string Project = "/api/v4/projects/group%2Fapp";

    [Theory]
    [InlineData(Signal.Kill)]
    [InlineData(Signal.Stop)]
    public async Task Nobody_sees_that_a_Sessions_dies_or_hangs(Signal signal)
    {
        await using var deployment = await ReplicatedDeployment.StartAsync();

        await using (var load = Load.Begin(deployment))
        {
            await load.AnsweredAsync(40);
            deployment.Sessions[0].Send(signal);
            await load.AnsweredAsync(200);
            await load.EndAsync();

            load.AssertNoFailure();
        }
    }

    [Fact]
    public async Task A_read_goes_to_the_other_GitLabTools_and_a_write_says_that_it_may_have_happened()
    {
        await using var deployment = await ReplicatedDeployment.StartAsync();
        var write = deployment.GitLab.On("POST", Issues).Stall(201, """{"iid":7}""");
        var read = deployment.GitLab.On("GET", Project).Stall(200, """{"id":1}""");
        using var client = deployment.NewClient();
        await client.StartSessionAsync();

        // A call goes where the fewest are in flight. On a busy machine a process can be passed over for a moment, so how many calls each
        // one gets is not certain.
        var writes = Enumerable.Range(0, 6).Select(_ => client.CallToolAsync("create_issue", CreateIssue)).ToArray();
        await Eventually.TrueAsync(() => Task.FromResult(Seen(deployment, "POST") == 6));
        var reads = Enumerable.Range(0, 6).Select(_ => client.CallToolAsync("get_project", GetProject)).ToArray();
        await Eventually.TrueAsync(() => Task.FromResult(Seen(deployment, "GET") == 6));

        deployment.GitLabTools[1].Send(Signal.Kill);
        await deployment.GitLabTools[1].ExitAsync();
        write.Release();
        read.Release();

        Assert.All(await Task.WhenAll(reads), answer => Assert.False(answer.IsToolError, answer.Text));
        var errors = (await Task.WhenAll(writes)).Where(answer => answer.IsToolError).ToArray();
        Assert.NotEmpty(errors);
        Assert.All(
            errors,
            error => Assert.Contains("look whether it happened before you repeat it", error.ToolText, StringComparison.Ordinal)
        );
        Assert.Equal(6, Seen(deployment, "POST"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_GitLabTools_that_hangs_or_is_cut_off_gets_no_calls_and_ends_none(bool isCut)
    {
        await using var deployment = await ReplicatedDeployment.StartAsync();

        await using var load = Load.Begin(deployment);
        await load.AnsweredAsync(40);
        if (isCut)
        {
            deployment.Proxy.Set(new LinkFault.BlackHole());
        }
        else
        {
            deployment.GitLabTools[0].Send(Signal.Stop);
        }

        await load.AnsweredAsync(200);
        await load.EndAsync();

        load.AssertNoFailure();
    }

    [Fact]
    public async Task A_replica_that_hung_is_used_again()
    {
        await using var deployment = await ReplicatedDeployment.StartAsync();
        await using var load = Load.Begin(deployment);
        await load.AnsweredAsync(20);
        deployment.GitLabTools[0].Send(Signal.Stop);
        await load.AnsweredAsync(100);
        deployment.GitLabTools[0].Send(Signal.Continue);
        deployment.GitLabTools[1].Send(Signal.Terminate);
        await deployment.GitLabTools[1].ExitAsync();
        await load.AnsweredAsync(100);
        await load.EndAsync();

        load.AssertNoFailure();
    }

    /// <summary>What GitLab was asked by the calls of this test.</summary>
    private static int Seen(ReplicatedDeployment deployment, string method) =>
        deployment.GitLab.Requests.Count(request => request.Method == method && request.Path is (Issues or Project));
}
