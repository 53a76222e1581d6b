using System.Text;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.ServiceDefaults.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The answers under way have a budget, per user and in all (docs/reliability.md, S23). The memory of the whole process is
/// measured, so nothing else may run at the same time.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class AnswerBudgetTests
{
    private const int Calls = 160;
    private const int AnswerSize = 15 * 1024 * 1024;
    private const int MiB = 1024 * 1024;
    private const string List = """{"project_id":1}""";
    private const string Change = """{"project_id":1,"issue_iid":1,"title":"x"}""";

    // What the 160 calls, their connections and the fake GitLab need besides the answers.
    private const long Frame = 64L * MiB;

    [Fact]
    public async Task Large_answers_to_one_user_take_no_more_than_the_budget_and_others_are_served()
    {
        await using var host = await ToolsHost.StartAsync();
        var perUser = host.Services.GetRequiredService<ByteBudget<GitLabPrincipal>>().PerOwner;
        var answer = Issues(AnswerSize);
        await host.CallAsync("list_issues", List);
        var script = host.GitLab.On("GET", "/api/v4/projects/1/issues").HoldEnd(answer);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var calls = Enumerable.Range(0, Calls).Select(_ => host.SendAsync("list_issues", List)).ToList();

        // An answer counts twice; all calls but those that fit end while GitLab still holds the last bytes.
        var fitting = (int)(perUser / (2 * AnswerSize));
        Assert.InRange(fitting, 1, 10);
        await AllButAsync(fitting, calls);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(held, 0, perUser + Frame);
        Assert.Contains("group/app", await host.CallAsync("get_project", List, ToolsHost.Bob), StringComparison.Ordinal);

        script.Release();
        var results = (await Task.WhenAll(calls)).Select(response => response.Result).ToList();
        Assert.Equal(fitting, results.Count(result => !result.IsError));
        Assert.All(results.Where(result => result.IsError), IsRefusedForNow);

        host.GitLab.BehaveAgain();
        calls.Clear();
        results.Clear();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Frame / 4);
        Assert.False((await host.SendAsync("list_issues", List)).Result.IsError);
    }

    [Fact]
    public async Task The_room_of_answers_is_given_back_however_they_end()
    {
        await using var host = await ToolsHost.StartAsync();
        var budget = host.Services.GetRequiredService<ByteBudget<GitLabPrincipal>>();
        var owner = new GitLabPrincipal(host.GitLab.Origin, "alice");
        foreach (
            var script in (Action[])
                [
                    () => host.GitLab.On("GET", "*").Answer(200, Encoding.UTF8.GetString(Issues(MiB)), "application/json"),
                    () => host.GitLab.On("GET", "*").Answer(200, "{" + new string(' ', MiB), "application/json"),
                    () => host.GitLab.On("GET", "*").Answer(500, new string('x', MiB)),
                    () => host.GitLab.On("GET", "*").Truncate("[" + new string(' ', MiB)),
                    () => host.GitLab.On("GET", "*").Flood(20 * MiB),
                ]
        )
        {
            host.GitLab.BehaveAgain();
            script();
            await host.SendAsync("list_issues", List, metadata: As(owner));
            await host.SendAsync("get_project", List, metadata: As(owner));
        }

        Assert.True(budget.TryTake(owner, budget.PerOwner));
    }

    [Fact]
    public async Task A_write_whose_answer_does_not_fit_says_that_it_was_made()
    {
        await using var host = await ToolsHost.StartAsync();
        var budget = host.Services.GetRequiredService<ByteBudget<GitLabPrincipal>>();
        var owner = new GitLabPrincipal(host.GitLab.Origin, "alice");
        host.GitLab.On("PUT", "/api/v4/projects/1/issues/1").Answer(200, $$"""{"iid":1,"description":"{{new string('x', MiB)}}"}""");
        Assert.True(budget.TryTake(owner, budget.PerOwner));

        var result = (await host.SendAsync("update_issue", Change, metadata: As(owner))).Result;
        Assert.True(result.IsError);
        Assert.False(result.Retryable);
        Assert.Contains("GitLab made the change: do not repeat it", result.Text, StringComparison.Ordinal);

        budget.Return(owner, budget.PerOwner);
        Assert.False((await host.SendAsync("update_issue", Change, metadata: As(owner))).Result.IsError);
    }

    [Fact]
    public async Task A_write_whose_answer_is_too_large_says_that_it_was_made()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("PUT", "/api/v4/projects/1/issues/1").Flood(20 * MiB);
        Assert.Contains("larger than 16 MiB and was not read. GitLab made the change", await host.RefusalAsync("update_issue", Change));
    }

    private static Grpc.Core.Metadata As(GitLabPrincipal owner)
    {
        var metadata = ToolsHost.As(ToolsHost.Alice);
        metadata.Add(ServiceDefaults.Credentials.CredentialMetadata.Principal, owner.Name);
        return metadata;
    }

    private static void IsRefusedForNow(ToolResult result)
    {
        Assert.Contains("leave no room for this one, so it was not read. Try again in 5 seconds", result.Text, StringComparison.Ordinal);
        Assert.True(result.Retryable);
        Assert.Equal(5u, result.RetryAfter);
    }

    private static async Task AllButAsync(int left, List<Task<CallToolResponse>> calls)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (calls.Count(call => !call.IsCompleted) > left)
        {
            await Task.WhenAny(calls.Where(call => !call.IsCompleted)).WaitAsync(end.Token);
        }
    }

    private static byte[] Issues(int size)
    {
        const string issue = """{"id":1,"iid":1,"title":"A title","state":"opened","description":"A longer text about what is wrong."}""";
        var list = new StringBuilder(size).Append('[').Append(issue);
        while (list.Length < size)
        {
            list.Append(',').Append(issue);
        }

        return Encoding.UTF8.GetBytes(list.Append(']').ToString());
    }
}

/// <summary>Tests that measure the whole process: xUnit runs them after all others, one after the other.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
