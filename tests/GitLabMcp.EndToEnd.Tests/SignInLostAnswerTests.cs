using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Something of a sign-in was done, and whoever asked for it did not learn of it.</summary>
public sealed class SignInLostAnswerTests
{
    [Fact]
    public async Task A_refresh_whose_answer_GitLab_sent_in_vain_is_made_again()
    {
        await using var deployment = await SignInDeployment.StartOnFakeTimeAsync();
        var tokens = await deployment.SignInAsync();
        using var browser = deployment.NewBrowser();
        deployment.Deployment.Time.Advance(TimeSpan.FromHours(3));
        var next = SignInBrowser.Tokens(tokens.Client, await browser.RotateAsync(tokens.Client, tokens.Refresh));
        using var mcp = deployment.Client(next.Access);

        deployment.Deployment.GitLab.On("POST", "/oauth/token").Times(1).LoseAnswer();
        var lost = await mcp.CallToolAsync("whoami", "{}");
        var refreshesBefore = deployment.GitLab.Refreshes;
        deployment.Deployment.Time.Advance(TimeSpan.FromSeconds(lost.RetryAfter!.Value));
        var again = await mcp.CallToolAsync("whoami", "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.Status);
        Assert.Equal(1, refreshesBefore);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.False(again.IsToolError, again.Text);
        Assert.Equal(2, deployment.GitLab.Refreshes);
    }

    [Fact]
    public async Task A_client_that_lost_the_answer_with_its_new_tokens_gets_them_by_asking_again()
    {
        await using var deployment = await SignInDeployment.StartAsync();
        var tokens = await deployment.SignInAsync();
        using var browser = deployment.NewBrowser();

        deployment.Proxy.LoseNextAnswer();
        await Assert.ThrowsAsync<HttpRequestException>(() => browser.RotateAsync(tokens.Client, tokens.Refresh));
        var next = SignInBrowser.Tokens(tokens.Client, await browser.RotateAsync(tokens.Client, tokens.Refresh));
        var after = SignInBrowser.Tokens(tokens.Client, await browser.RotateAsync(tokens.Client, next.Refresh));
        using var mcp = deployment.Client(after.Access);

        Assert.NotEqual(tokens.Refresh, next.Refresh);
        Assert.NotEqual(next.Refresh, after.Refresh);
        Assert.Equal(HttpStatusCode.OK, (await mcp.ListToolsAsync()).Status);
    }

    [Fact]
    public async Task A_client_that_lost_the_answer_to_its_code_signs_in_again()
    {
        await using var deployment = await SignInDeployment.StartAsync();
        using var browser = deployment.NewBrowser();
        var client = await browser.RegisterAsync();
        var code = await browser.SignInAsync(client, deployment.NewUser());

        deployment.Proxy.LoseNextAnswer();
        await Assert.ThrowsAsync<HttpRequestException>(() => browser.RedeemAsync(client, code));
        var again = await browser.RedeemAsync(client, code);

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal("invalid_grant", again.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_refresh_goes_on_when_the_client_that_needed_it_goes_away()
    {
        await using var deployment = await SignInDeployment.StartAsync();
        var tokens = await deployment.SignInForASecondAsync();
        using var mcp = deployment.Client(tokens.Access);
        using var gone = new CancellationTokenSource();
        var held = deployment.Deployment.GitLab.On("POST", "/oauth/token").Times(1).Hold();

        var first = mcp.SendInAsync(
            "2025-06-18",
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"whoami","arguments":{}}}""",
            gone.Token
        );
        await held.Reached.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = mcp.CallToolAsync("whoami", "{}");
        held.Release();
        var answer = await deployment.AdvanceUntilAsync(second);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.False(answer.IsToolError, answer.Text);
        Assert.Equal(1, deployment.GitLab.Refreshes);
    }
}
