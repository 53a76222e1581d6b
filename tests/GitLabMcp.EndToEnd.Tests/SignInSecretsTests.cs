using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Nothing secret of a sign-in appears in an output, neither what comes from GitLab nor what is made here
/// (docs/reliability.md, S9 and S25).</summary>
public sealed class SignInSecretsTests
{
    private const string Canary = "gloas-canary-that-GitLab-repeats";

    private static readonly string[] Verbose =
    [
        "--Logging:LogLevel:Microsoft.AspNetCore=Trace",
        "--Logging:LogLevel:System.Net.Http=Trace",
        "--Logging:LogLevel:Grpc=Trace",
        "--Logging:LogLevel:ModelContextProtocol=Trace",
    ];

    [Fact]
    public async Task No_token_code_state_or_secret_of_a_sign_in_appears_in_a_log_span_metric_or_page()
    {
        var spans = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => spans.Enqueue(Render(activity)),
        };
        ActivitySource.AddActivityListener(listener);
        await using var collector = await TelemetryCollector.StartAsync();
        await using var deployment = await SignInDeployment.StartAsync([.. Verbose, .. collector.Settings]);
        using var browser = deployment.NewBrowser();
        var (client, user) = (await browser.RegisterAsync(), deployment.NewUser());

        var atGitLab = await browser.ConsentAsync(browser.AuthorizationAddress(client, scope: null));
        var back = await browser.DecideAtGitLabAsync(atGitLab, user);
        var tokens = await browser.TokensAsync(client, back.Parameter("code")!);
        using var mcp = deployment.Client(tokens.Access);
        var called = await mcp.CallToolAsync("whoami", "{}");
        var rotated = SignInBrowser.Tokens(client, await browser.RotateAsync(client, tokens.Refresh));
        var replayed = await browser.RedeemAsync(client, back.Parameter("code")!);
        using var ended = deployment.Client(rotated.Access);
        var refused = await ended.ListToolsAsync();
        var failed = await browser.DecideAtGitLabAsync(await browser.ConsentAsync(browser.AuthorizationAddress(client, scope: null)), user);
        await browser.PostAsync("/oauth/revoke", ("token", rotated.Refresh));
        await deployment.Deployment.StopGitLabToolsAsync();
        await deployment.Deployment.StopSessionsAsync();
        var broken = await browser.RotateAsync(client, rotated.Refresh);
        var pages = (await mcp.GetAsync("/metrics/prometheus")).Text + (await mcp.GetAsync("/health")).Text;

        var seen = deployment.Deployment.GitLab.Requests;
        string[] secrets =
        [
            tokens.Access,
            tokens.Refresh,
            rotated.Access,
            rotated.Refresh,
            back.Parameter("code")!,
            QueryHelpers.ParseQuery(new Uri(atGitLab).Query)["state"].ToString(),
            SignInDeployment.AppSecret,
            .. deployment.GitLab.Secrets,
            .. seen.Where(request => request.Path == "/oauth/token").SelectMany(request => Secrets(request.Body)),
        ];
        await deployment.Deployment.StopEdgesAsync();
        var output = string.Join(
            '\n',
            [
                deployment.Deployment.Logs.Text,
                .. spans.ToArray(),
                .. Exports(collector),
                called.Text,
                replayed.Text,
                refused.Text,
                broken.Text,
                pages,
            ]
        );

        Assert.False(called.IsToolError);
        Assert.NotNull(failed.Location);
        Assert.NotEmpty(spans);
        Assert.All(Exports(collector), Assert.NotEmpty);
        Assert.True(secrets.Length > 12, $"{secrets.Length} secrets");
        Assert.All(secrets, secret => Assert.True(secret.Length > 20));
        Assert.DoesNotContain(secrets, secret => output.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(user, deployment.Deployment.Logs.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task What_GitLab_repeats_of_secrets_in_an_error_goes_nowhere(int status)
    {
        await using var collector = await TelemetryCollector.StartAsync();
        await using var deployment = await SignInDeployment.StartAsync([.. Verbose, .. collector.Settings]);
        using var browser = deployment.NewBrowser();
        var (client, user) = (await browser.RegisterAsync(), deployment.NewUser());
        var tokens = await deployment.SignInForASecondAsync();
        var atGitLab = await browser.ConsentAsync(browser.AuthorizationAddress(client, scope: null));
        using var mcp = deployment.Client(tokens.Access);
        foreach (var path in (string[])["/oauth/token", "/oauth/revoke"])
        {
            deployment
                .Deployment.GitLab.On("POST", path)
                .Answer(
                    status,
                    $$"""{"error":"{{Canary}}","error_description":"{{Canary}}","error_uri":"{{Canary}}","message":"{{Canary}}"}""",
                    ("WWW-Authenticate", $"Bearer realm=\"{Canary}\""),
                    ("X-Request-Id", Canary)
                );
        }

        var exchanged = await browser.DecideAtGitLabAsync(atGitLab, user);
        var refreshed = await mcp.CallToolAsync("whoami", "{}");
        var revoked = await browser.PostAsync("/oauth/revoke", ("token", tokens.Refresh));
        var pages = (await mcp.GetAsync("/metrics/prometheus")).Text + (await mcp.GetAsync("/metrics.json")).Text;
        await deployment.Deployment.StopEdgesAsync();
        await deployment.Deployment.StopGitLabToolsAsync();
        await deployment.Deployment.StopSessionsAsync();

        Assert.Equal(HttpStatusCode.BadGateway, exchanged.Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refreshed.Status);
        Assert.All(Exports(collector), Assert.NotEmpty);
        Assert.All(
            [deployment.Deployment.Logs.Text, .. Exports(collector), exchanged.Text, refreshed.Text, revoked.Text, pages],
            output => Assert.DoesNotContain("canary", output, StringComparison.OrdinalIgnoreCase)
        );
    }

    /// <summary>Traces, metrics and logs as they went out.</summary>
    private static string[] Exports(TelemetryCollector collector) =>
        [collector.TextOf("/v1/traces"), collector.TextOf("/v1/metrics"), collector.TextOf("/v1/logs")];

    /// <summary>The code, the verifier, the secret and the tokens of a form that GitLab got.</summary>
    private static IEnumerable<string> Secrets(string form) =>
        QueryHelpers
            .ParseQuery(form)
            .Where(field => field.Key is "code" or "code_verifier" or "client_secret" or "refresh_token" or "token")
            .Select(field => field.Value.ToString());

    /// <summary>The test itself is a client and a GitLab in this process: only spans of the product are looked at.</summary>
    private static string Render(Activity activity) =>
        activity.Source.Name.StartsWith("System.Net.Http", StringComparison.Ordinal)
            ? ""
            : $"{activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} "
                + string.Join(' ', activity.Events.SelectMany(e => e.Tags.Select(tag => $"{e.Name} {tag.Key}={tag.Value}")));
}
