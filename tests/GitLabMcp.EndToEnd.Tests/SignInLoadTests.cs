using System.Collections.Concurrent;
using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A whole company comes back after lunch.</summary>
public sealed class SignInLoadTests
{
    private const int Users = 1000;

    private static readonly ParallelOptions Parallelism = new()
    {
        MaxDegreeOfParallelism = 16,
        CancellationToken = TestContext.Current.CancellationToken,
    };

    [Fact]
    public async Task A_thousand_users_at_once_make_a_thousand_refreshes()
    {
        await using var deployment = await SignInDeployment.StartAsync(
            SignInDeployment.Replicated with
            {
                CapturesLogs = false,
            },
            $"--MAX_SESSIONS={2 * Users}",
            "--MAX_AUTH_FAILURES_PER_MINUTE=100000"
        );
        deployment.GitLab.TokenLifetime = TimeSpan.FromSeconds(1);

        // Here GitLab's tokens do not end by themselves, so that no user is too late while the others sign in.
        deployment.Deployment.GitLab.World.Time = deployment.Deployment.Time;
        var names = Enumerable.Range(0, Users).Select(_ => deployment.NewUser()).ToArray();
        var tokens = new ConcurrentBag<SignInTokens>();
        using var browser = deployment.NewBrowser();
        var client = await browser.RegisterAsync();
        await browser.SignInAsync(client, names[0]);
        await Parallel.ForEachAsync(
            names,
            Parallelism,
            async (name, _) => tokens.Add(await browser.TokensAsync(client, await browser.SignInDirectlyAsync(client, name)))
        );
        deployment.GitLab.TokenLifetime = TimeSpan.FromHours(2);
        await SignInDeployment.UntilItHasPassedAsync(TimeSpan.FromSeconds(1));

        var answers = await Task.WhenAll(tokens.Select(CallAsync));

        Assert.Equal(Users, answers.Length);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(Users, answers.Select(answer => answer.ToolText).Distinct().Count());
        Assert.Equal(Users, deployment.GitLab.Refreshes);

        // Requests to GitLab that are under way are limited (ConcurrencyLimits), so on a slow machine some are told to come again.
        async Task<Answer> CallAsync(SignInTokens one)
        {
            using var mcp = deployment.Client(one.Access);
            Answer? answer = null;
            await Eventually.TrueAsync(async () =>
            {
                answer = await mcp.CallToolAsync("whoami", "{}");
                return answer.Status != HttpStatusCode.ServiceUnavailable;
            });
            return answer!;
        }
    }
}
