using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A process is killed between the way back from GitLab and the token (docs/reliability.md, F1 to F3 and S25).</summary>
public sealed class SignInKillTests(SignInProcesses deployment) : IClassFixture<SignInProcesses>
{
    [Theory]
    [InlineData("Edge")]
    [InlineData("Sessions")]
    [InlineData("GitLabTools")]
    public async Task A_code_outlives_a_killed_process_and_counts_once(string service)
    {
        using var browser = deployment.NewBrowser();
        var (client, user) = (await browser.RegisterAsync(), deployment.NewUser());
        var code = await browser.SignInAsync(client, user);

        await deployment.KillAsync(service);
        var redeemed = await UntilAnsweredAsync(() => browser.RedeemAsync(client, code));
        await deployment.ReplaceAsync(service);
        var tokens = SignInBrowser.Tokens(client, redeemed);
        using var mcp = deployment.Client(tokens.Access);
        var me = await mcp.CallToolAsync("whoami", "{}");
        var again = await browser.RedeemAsync(client, code);

        Assert.Contains(user, me.ToolText, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal("invalid_grant", again.Json.GetProperty("error").GetString());
        Assert.Contains("Sign in again", again.Json.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Edge")]
    [InlineData("Sessions")]
    [InlineData("GitLabTools")]
    public async Task A_sign_in_goes_on_after_a_process_was_killed_while_the_user_was_at_GitLab(string service)
    {
        using var browser = deployment.NewBrowser();
        var (client, user) = (await browser.RegisterAsync(), deployment.NewUser());
        var atGitLab = await browser.ConsentAsync(browser.AuthorizationAddress(client, scope: null));

        await deployment.KillAsync(service);
        await deployment.ReplaceAsync(service);
        var back = await browser.DecideAtGitLabAsync(atGitLab, user);

        var tokens = await browser.TokensAsync(client, back.Parameter("code")!);
        Assert.StartsWith("glmcp_", tokens.Access, StringComparison.Ordinal);
    }

    /// <summary>What was under way to the killed process gets 503 and may be sent again.</summary>
    private static async Task<SignInBrowser.Reply> UntilAnsweredAsync(Func<Task<SignInBrowser.Reply>> send)
    {
        SignInBrowser.Reply? reply = null;
        await Eventually.TrueAsync(async () =>
        {
            reply = await send();
            return reply.Status != HttpStatusCode.ServiceUnavailable;
        });
        return reply!;
    }
}
