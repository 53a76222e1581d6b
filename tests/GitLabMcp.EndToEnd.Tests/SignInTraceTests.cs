using System.Collections.Concurrent;
using System.Diagnostics;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>What a call of a signed-in user costs, as its trace shows it.</summary>
public sealed class SignInTraceTests(SignInTests.Shared shared) : IClassFixture<SignInTests.Shared>
{
    private const int Warm = 8;

    [Fact]
    public async Task A_call_with_a_grant_makes_the_requests_of_a_call_with_a_token()
    {
        var signedIn = await shared.Deployment.SignInAsync();
        using var withGrant = shared.Deployment.Client(signedIn.Access);
        using var withToken = shared.Deployment.Client(shared.Deployment.Deployment.NewUser());

        var grant = await RequestsAsync(withGrant);
        var token = await RequestsAsync(withToken);

        Assert.Equal(token, grant);
        Assert.Single(grant, span => span.StartsWith("EVALSHA ", StringComparison.Ordinal));
        Assert.Single(grant, span => span.StartsWith("GET projects/", StringComparison.Ordinal));
    }

    /// <summary>The requests inside one call, when everybody knows the caller already.</summary>
    private async Task<string[]> RequestsAsync(McpHttp client)
    {
        for (var i = 0; i < Warm; i++)
        {
            Assert.False((await client.CallToolAsync("get_project", """{"project_id":"group/app"}""")).IsToolError);
        }

        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var mark = $"{Guid.NewGuid():N}";
        var answer = await client.CallToolAsync("list_labels", $$"""{"project_id":"group/app","search":"{{mark}}"}""");
        Assert.False(answer.IsToolError, answer.Text);

        // Other tests have calls under way: GitLab knows which trace this one was in.
        var asked = Assert.Single(
            shared.Deployment.Deployment.GitLab.Requests,
            request => request.Query.Contains(mark, StringComparison.Ordinal)
        );
        var trace = ActivityContext.Parse(asked.Headers["traceparent"], traceState: null).TraceId;
        await Eventually.TrueAsync(() => Task.FromResult(spans.Any(span => span.TraceId == trace && span.ParentSpanId == default)));
        return
        [
            .. spans
                .Where(span => span.TraceId == trace && span.Kind == ActivityKind.Client)
                .Select(span => span.DisplayName)
                .Order(StringComparer.Ordinal),
        ];
    }
}
