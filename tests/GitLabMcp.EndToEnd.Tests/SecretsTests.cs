using System.Collections.Concurrent;
using System.Diagnostics;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Session ids and tokens appear in no output (docs/reliability.md, S4 and S9).</summary>
public sealed class SecretsTests
{
    [Fact]
    public async Task A_thousand_ids_and_their_tokens_appear_in_no_log_span_metric_or_page()
    {
        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => spans.Enqueue(Render(activity)),
        };
        ActivitySource.AddActivityListener(listener);
        await using var deployment = await Deployment.StartAsync(
            new() { Settings = ["--MAX_SESSIONS=2000", "--MAX_SESSIONS_PER_PRINCIPAL=2000", "--MAX_REQUESTS_PER_MINUTE=10000"] }
        );
        var token = deployment.NewUser();
        using var client = deployment.Client(token);
        var ids = new ConcurrentBag<string>();
        await Parallel.ForAsync(
            0,
            1000,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken },
            async (_, _) => ids.Add((await client.InitializeAsync()).SessionId!)
        );

        client.SessionId = ids.First();
        await client.CallToolAsync("get_project", """{"project_id":"group/app"}""");
        using var malformed = deployment.Client("canary-" + token + "-$$");
        var refusal = await malformed.ListToolsAsync();
        using var rejected = deployment.Client("glpat-canary-nobody-knows");
        var rejection = await rejected.CallToolAsync("get_project", """{"project_id":"group/app"}""");
        await deployment.StopGitLabToolsAsync();
        var broken = await client.CallToolAsync("get_project", """{"project_id":"group/app"}""");
        await deployment.StopSessionsAsync();
        var unreachable = await client.ListToolsAsync();
        using var reader = deployment.Client(token: null);
        var pages = string.Join(
            '\n',
            (await reader.GetAsync("/health")).Text,
            (await reader.GetAsync("/metrics.json")).Text,
            (await reader.GetAsync("/metrics/prometheus")).Text
        );

        var output = string.Join(
            '\n',
            [deployment.Logs.Text, .. spans.ToArray(), refusal.Text, rejection.Text, broken.Text, unreachable.Text, pages]
        );

        Assert.Equal(1000, ids.Distinct().Count());
        Assert.NotEmpty(spans);
        Assert.Contains("gitlab_mcp.session.hash", output, StringComparison.Ordinal);
        Assert.DoesNotContain(token, output, StringComparison.Ordinal);
        Assert.DoesNotContain("glpat-canary", output, StringComparison.Ordinal);
        Assert.DoesNotContain(ids, id => output.Contains(id, StringComparison.Ordinal));
    }

    private static string Render(Activity activity) =>
        $"{activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} "
        + string.Join(' ', activity.Events.SelectMany(e => e.Tags.Select(tag => $"{e.Name} {tag.Key}={tag.Value}")))
        + string.Join(' ', activity.Baggage);
}
