using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Redis goes away and comes back empty: clients with a token do not notice.</summary>
public sealed class StoreTests
{
    [Fact]
    public async Task Serves_requests_with_a_token_while_Redis_is_away_and_503_to_the_id_alone()
    {
        await using var deployment = await Deployment.StartAsync(new() { Redis = true });
        using var client = deployment.Client(deployment.NewUser());
        var id = await client.StartSessionAsync();
        using var idOnly = deployment.Client(token: null);
        idOnly.SessionId = id;
        await deployment.Redis.KillAsync();

        var withToken = await client.CallToolAsync("get_project", """{"project_id":"group/app"}""");
        var refused = await idOnly.ListToolsAsync();
        var health = await idOnly.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, withToken.Status);
        Assert.False(withToken.IsToolError, withToken.Text);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.InRange(refused.RetryAfter ?? 0, 1, 60);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.Status);
        Assert.Equal("unreachable", health.Json.GetProperty("checks").GetProperty("redis").GetString());
        Assert.Equal("ok", health.Json.GetProperty("checks").GetProperty("gitlabTools").GetString());
        Assert.Equal(HttpStatusCode.OK, (await idOnly.GetAsync("/ready")).Status);
    }

    [Fact]
    public async Task Adopts_an_id_again_after_the_store_was_wiped_and_an_ended_one_only_then()
    {
        await using var deployment = await Deployment.StartAsync(new() { Redis = true });
        using var client = deployment.Client(deployment.NewUser());
        var id = await client.StartSessionAsync();
        using var other = deployment.Client(deployment.NewUser());
        other.SessionId = id;
        await deployment.Redis.RestartEmptyAsync();
        deployment.Time.Advance(TimeSpan.FromMinutes(1));

        var someoneElse = await Eventually(() => other.ListToolsAsync(), answer => answer.Status == HttpStatusCode.NotFound);
        var adopted = await Eventually(() => client.ListToolsAsync(), answer => answer.SessionId == id);
        var closed = await Eventually(CloseAsync, answer => answer.Status == HttpStatusCode.NoContent);
        var ended = await client.ListToolsAsync();

        Assert.Equal(HttpStatusCode.NotFound, someoneElse.Status);
        Assert.Equal((HttpStatusCode.OK, id), (adopted.Status, adopted.SessionId));
        Assert.Equal(HttpStatusCode.NoContent, closed.Status);
        Assert.Equal(HttpStatusCode.NotFound, ended.Status);

        // While Redis counts as away, DELETE gets 503; it is tried again after a second of the test's clock.
        Task<Answer> CloseAsync()
        {
            deployment.Time.Advance(TimeSpan.FromSeconds(1));
            return client.DeleteAsync();
        }
    }

    /// <summary>The connection to Redis comes back by itself, a moment after the server.</summary>
    private static async Task<Answer> Eventually(Func<Task<Answer>> ask, Func<Answer, bool> isGood)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        while (true)
        {
            var answer = await ask();
            if (isGood(answer) || patience.IsCancellationRequested)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }
}
