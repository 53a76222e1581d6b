using System.Collections.Concurrent;
using System.Diagnostics;
using GitLabMcp.EndToEnd.Tests.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Nothing secret of a sign-in appears in an output (docs/reliability.md, S9 and S25).</summary>
public sealed class SignInSecretsTests
{
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
        await using var deployment = await SignInDeployment.StartAsync();
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
            .. seen.Where(request => request.Path == "/oauth/token").SelectMany(request => Secrets(request.Body)),
            .. seen.Where(request => request.Path == "/oauth/revoke").SelectMany(request => Secrets(request.Body)),
            .. seen.Where(request => request.Headers.ContainsKey("authorization")).Select(request => request.Headers["authorization"][7..]),
        ];
        var output = string.Join(
            '\n',
            [deployment.Deployment.Logs.Text, .. spans.ToArray(), called.Text, replayed.Text, refused.Text, broken.Text, pages]
        );

        Assert.False(called.IsToolError);
        Assert.NotNull(failed.Location);
        Assert.NotEmpty(spans);
        Assert.True(secrets.Length > 12, $"{secrets.Length} secrets");
        Assert.All(secrets, secret => Assert.True(secret.Length > 20));
        Assert.DoesNotContain(secrets, secret => output.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(user, deployment.Deployment.Logs.Text, StringComparison.Ordinal);
    }

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
