using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The rules of docs/behaviour.md, Limits.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Refuses_the_61st_request_of_a_minute_until_the_window_passes()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        for (var i = 2; i <= 60; i++)
        {
            var admitted = await client.RpcAsync("ping");
            Assert.Equal(HttpStatusCode.OK, admitted.Status);
            Assert.Equal("\"session\";q=60;w=60", admitted.Header("RateLimit-Policy"));
            Assert.StartsWith($"\"session\";r={60 - i};t=", admitted.Header("RateLimit"), StringComparison.Ordinal);
        }

        var refused = await client.RpcAsync("ping");
        await client.NotifyAsync("notifications/initialized");
        deployment.Time.Advance(TimeSpan.FromSeconds(61));
        var later = await client.RpcAsync("ping");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("""{"error":"Rate limit exceeded","message":"Maximum 60 requests per minute allowed"}""", refused.Text);
        Assert.InRange(refused.RetryAfter ?? 0, 1, 60);
        Assert.StartsWith("\"session\";r=0;t=", refused.Header("RateLimit"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, later.Status);
    }

    [Fact]
    public async Task Refuses_sessions_over_the_maximum_and_says_when_to_come_again()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_SESSIONS=2", "--SESSION_TIMEOUT_SECONDS=30"] });
        for (var i = 0; i < 2; i++)
        {
            using var client = deployment.Client(deployment.NewUser());
            Assert.Equal(HttpStatusCode.OK, (await client.ListToolsAsync()).Status);
        }

        using var third = deployment.Client(deployment.NewUser());
        var refused = await third.ListToolsAsync();
        deployment.Time.Advance(TimeSpan.FromSeconds(refused.RetryAfter ?? 0));
        var later = await third.ListToolsAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Equal(
            """{"error":"Server capacity reached","message":"Maximum 2 concurrent sessions allowed. Please try again later."}""",
            refused.Text
        );
        Assert.InRange(refused.RetryAfter ?? 0, 1, 60);
        Assert.Equal(HttpStatusCode.OK, later.Status);
    }

    [Fact]
    public async Task Ends_the_least_recently_used_session_of_a_principal_that_has_too_many()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_SESSIONS_PER_PRINCIPAL=2"] });
        using var client = deployment.Client(deployment.NewUser());
        var ids = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await client.InitializeAsync()).SessionId);
            deployment.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var statuses = new List<HttpStatusCode>();
        foreach (var id in ids)
        {
            client.SessionId = id;
            statuses.Add((await client.ListToolsAsync()).Status);
        }

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task Refuses_an_address_after_too_many_failed_authentications_but_not_its_good_users()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_AUTH_FAILURES_PER_MINUTE=5"] });
        using var good = deployment.Client(deployment.NewUser());
        await good.StartSessionAsync();
        using var bad = deployment.Client(token: null);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await bad.ListToolsAsync()).Status);
        }

        var refused = await bad.ListToolsAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("5 failed authentications", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await good.ListToolsAsync()).Status);
    }

    [Fact]
    public async Task Expires_the_token_of_an_idle_session_and_goes_on_under_the_same_id_with_a_new_one()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--SESSION_TIMEOUT_SECONDS=30"] });
        var token = deployment.NewUser();
        using var client = deployment.Client(token);
        var id = await client.StartSessionAsync();
        using var idOnly = deployment.Client(token: null);
        idOnly.SessionId = id;
        deployment.Time.Advance(TimeSpan.FromSeconds(31));

        var expired = await idOnly.ListToolsAsync();
        var withToken = await client.ListToolsAsync();
        var goesOn = await idOnly.ListToolsAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, "Missing Authorization or Private-Token header"), (expired.Status, expired.Error));
        Assert.Equal((HttpStatusCode.OK, id), (withToken.Status, withToken.SessionId));
        Assert.Equal(HttpStatusCode.OK, goesOn.Status);
    }

    [Fact]
    public async Task Keeps_one_person_from_filling_the_server()
    {
        // One user must not fill the server (docs/reliability.md, S22); 500 requests stand in for the 10,000 there.
        await using var deployment = await Deployment.StartAsync(
            new() { Settings = ["--MAX_SESSIONS=30", "--MAX_REQUESTS_PER_MINUTE=1000"] }
        );
        using var greedy = deployment.Client(deployment.NewUser());
        await Parallel.ForAsync(
            0,
            500,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            async (_, _) => await greedy.InitializeAsync()
        );

        var health = await greedy.GetAsync("/health");
        using var other = deployment.Client(deployment.NewUser());

        Assert.InRange(health.Json.GetProperty("activeSessions").GetInt32(), 1, 20);
        Assert.Equal(HttpStatusCode.OK, (await other.ListToolsAsync()).Status);
    }
}
