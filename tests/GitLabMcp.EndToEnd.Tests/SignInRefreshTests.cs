using System.Net;
using System.Text.Json.Nodes;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Fake.OAuth;
using GitLabMcp.Fake.World;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>What GitLab sees of sign-ins, and what happens when it does not answer.</summary>
public sealed class SignInRefreshTests
{
    [Fact]
    public async Task A_hundred_requests_at_once_after_the_end_of_GitLabs_token_refresh_it_once()
    {
        await using var deployment = await SignInDeployment.StartAsync();
        var tokens = await deployment.SignInForASecondAsync();
        using var mcp = deployment.Client(tokens.Access);

        // Whoever waits for the refresh of somebody else looks again after pauses by the clock of the deployment.
        var answers = await deployment.AdvanceUntilAsync(
            Task.WhenAll(Enumerable.Range(0, 100).Select(_ => mcp.CallToolAsync("whoami", "{}")))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.All(answers, answer => Assert.False(answer.IsToolError, answer.Text));
        Assert.Equal(1, deployment.GitLab.Refreshes);
    }

    [Fact]
    public async Task While_GitLab_is_away_a_sign_in_waits_and_does_not_end()
    {
        await using var deployment = await SignInDeployment.StartAsync();
        var tokens = await deployment.SignInForASecondAsync();
        deployment.Deployment.GitLab.On("POST", "/oauth/token").Answer(502, "bad gateway");
        using var mcp = deployment.Client(tokens.Access);

        var away = await mcp.CallToolAsync("whoami", "{}");
        deployment.Deployment.GitLab.BehaveAgain();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.Status);
        Assert.NotNull(away.RetryAfter);
        await Eventually.TrueAsync(async () => (await mcp.CallToolAsync("whoami", "{}")).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_user_who_revokes_the_application_in_GitLab_is_signed_out()
    {
        await using var deployment = await SignInDeployment.StartAsync();
        var tokens = await deployment.SignInForASecondAsync();
        deployment.Deployment.GitLab.On("POST", "/oauth/token").Answer(400, """{"error":"invalid_grant"}""");
        using var mcp = deployment.Client(tokens.Access);

        var answer = await mcp.ListToolsAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.StartsWith("Bearer error=\"invalid_token\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_outlives_the_services_that_made_it()
    {
        await using var deployment = await SignInDeployment.StartAsync();
        using var browser = deployment.NewBrowser();
        var client = await browser.RegisterAsync();
        var code = await browser.SignInAsync(client, deployment.NewUser());

        // The two Edges take requests in turns, so that the one that made the code does not redeem it.
        await deployment.Deployment.AbortGitLabToolsAsync();
        var tokens = await browser.TokensAsync(client, code);

        Assert.StartsWith("glmcp_", tokens.Access, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_members_of_the_allowed_groups_sign_in()
    {
        await using var deployment = await SignInDeployment.StartAsync("--GITLAB_OAUTH_ALLOWED_GROUPS=group");
        var (member, stranger) = (deployment.NewUser(), deployment.NewUser());
        var world = deployment.Deployment.GitLab.World;
        world.GroupMembers["group"] =
        [
            new JsonObject
            {
                ["id"] = world.User(member).Id,
                ["username"] = member,
                ["state"] = "active",
                ["access_level"] = 30,
            },
        ];
        using var browser = deployment.NewBrowser();
        var client = await browser.RegisterAsync();

        var refused = await browser.DecideAtGitLabAsync(
            await browser.ConsentAsync(browser.AuthorizationAddress(client, scope: null)),
            stranger
        );
        var code = await browser.SignInAsync(client, member);

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("none of the groups", refused.Text, StringComparison.Ordinal);
        Assert.NotEmpty(code);
    }

    [Fact]
    public async Task A_resource_takes_tokens_of_its_own_application_and_of_users_only()
    {
        await using var deployment = await Deployment.StartAsync(
            new() { Settings = ["--GITLAB_MCP_OAUTH=resource", "--MCP_SERVER_URL=http://127.0.0.1:3999", "--GITLAB_OAUTH_APP_ID=ours"] }
        );
        var personal = deployment.NewUser("alice");
        foreach (var application in (string[])["ours", "another"])
        {
            deployment.GitLab.World.AddToken(
                new FakeToken($"oauth-token-of-the-application-{application}", deployment.GitLab.World.User("alice"))
                {
                    Kind = TokenKind.OAuth,
                    Application = application,
                }
            );
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("oauth-token-of-the-application-ours"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("oauth-token-of-the-application-another"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(personal));

        async Task<HttpStatusCode> StatusAsync(string token)
        {
            using var client = deployment.Client(token);
            return (await client.ListToolsAsync()).Status;
        }
    }
}
