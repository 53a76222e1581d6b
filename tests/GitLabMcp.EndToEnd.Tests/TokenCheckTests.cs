using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The check of a token on the page for people: docs/behaviour.md, The page for people.</summary>
public sealed class TokenCheckTests
{
    [Theory]
    [InlineData("api", "All 364 that this server offers.")]
    [InlineData("read_api", " that read. Changing something needs the scope api.")]
    [InlineData("read_user", "None: the tools need the scope api, or read_api for those that read.")]
    public async Task It_says_whose_the_token_is_and_what_it_may_do(string scope, string tools)
    {
        await using var deployment = await Deployment.StartAsync();
        var token = $"glpat-{Guid.NewGuid():N}";
        deployment.GitLab.WithUser("carol").WithToken("carol", token, scopes: [scope]);

        var answer = await CheckAsync(deployment, token);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("<code>@carol</code>", answer.Text, StringComparison.Ordinal);
        Assert.Contains($"<dd>{scope}</dd>", answer.Text, StringComparison.Ordinal);
        Assert.Contains(tools, answer.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task It_stores_nothing_and_the_token_is_in_no_answer_and_no_log()
    {
        await using var deployment = await Deployment.StartAsync(new() { Redis = true });
        var token = deployment.NewUser();
        using var client = deployment.Client(token: null);
        var before = await KeysAsync(deployment);

        var answer = await CheckAsync(deployment, token);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain(token, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, deployment.Logs.Text, StringComparison.Ordinal);
        var metrics = (await client.GetAsync("/metrics.json")).Json;
        Assert.Equal(0, metrics.GetProperty("totalSessions").GetInt32());
        Assert.Equal(0, metrics.GetProperty("activeSessions").GetInt32());
        Assert.DoesNotContain(
            (await KeysAsync(deployment)).Except(before),
            key => key.Contains(":session:", StringComparison.Ordinal) || key.Contains(":credential:", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_token_that_GitLab_does_not_know_is_refused_as_everywhere()
    {
        await using var deployment = await Deployment.StartAsync();

        var answer = await CheckAsync(deployment, "glpat-nobody-knows-this-one");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains("<h3>GitLab rejected the token</h3>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_token_goes_to_nobody()
    {
        await using var deployment = await Deployment.StartAsync();

        var answer = await CheckAsync(deployment, "short");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains("The token is too short", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(deployment.GitLab.Requests, IsAboutOwner);
    }

    [Fact]
    public async Task Guesses_are_counted_with_those_of_MCP_and_good_tokens_are_not()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_AUTH_FAILURES_PER_MINUTE=3"] });
        var good = deployment.NewUser();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await CheckAsync(deployment, good)).Status);
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await CheckAsync(deployment, $"glpat-guess-0123456789-{i}")).Status);
        }

        var refused = await CheckAsync(deployment, "glpat-guess-0123456789-3");
        using var stranger = deployment.Client("glpat-guess-0123456789-4");
        var atMcp = await stranger.ListToolsAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.True(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture) >= 1);
        Assert.Equal(HttpStatusCode.TooManyRequests, atMcp.Status);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task A_form_of_another_page_is_refused(string site)
    {
        await using var deployment = await Deployment.StartAsync();

        var answer = await CheckAsync(deployment, deployment.NewUser(), request => request.Headers.Add("Sec-Fetch-Site", site));

        Assert.Equal((HttpStatusCode.Forbidden, "Origin not allowed"), (answer.Status, answer.Error));
        Assert.DoesNotContain(deployment.GitLab.Requests, IsAboutOwner);
    }

    [Fact]
    public async Task A_token_in_the_address_is_not_read()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(token: null);

        var answer = await client.GetAsync("/token-check?token=" + deployment.NewUser());

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal("/#token", answer.Header("Location"));
        Assert.DoesNotContain(deployment.GitLab.Requests, IsAboutOwner);
    }

    private static bool IsAboutOwner(RecordedRequest request) => request.Path == "/api/v4/user";

    private static async Task<Answer> CheckAsync(Deployment deployment, string token, Action<HttpRequestMessage>? change = null)
    {
        using var browser = deployment.Client(token: null, accept: "text/html");
        return await browser.SendAsync(
            HttpMethod.Post,
            "/token-check",
            new FormUrlEncodedContent([KeyValuePair.Create("token", token)]),
            change ?? (_ => { })
        );
    }

    private static async Task<string[]> KeysAsync(Deployment deployment)
    {
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(deployment.Redis.ConnectionString);
        return [.. redis.GetServers()[0].Keys().Select(key => key.ToString())];
    }
}
