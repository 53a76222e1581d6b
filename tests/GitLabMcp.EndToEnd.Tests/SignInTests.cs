using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Fake.OAuth;
using GitLabMcp.Fake.World;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Signing in with GitLab over two Edges and two Sessions: docs/sign-in.md.</summary>
public sealed class SignInTests(SignInTests.Shared shared) : IClassFixture<SignInTests.Shared>
{
    private SignInDeployment Deployment => shared.Deployment;

    [Fact]
    public async Task A_user_signs_in_and_calls_tools_as_themselves()
    {
        using var browser = Deployment.NewBrowser();
        var (client, user) = (await browser.RegisterAsync(), Deployment.NewUser());

        var tokens = await browser.TokensAsync(client, await browser.SignInAsync(client, user));
        using var mcp = Deployment.Client(tokens.Access);
        await mcp.StartSessionAsync();
        var me = await mcp.CallToolAsync("whoami", "{}");
        using var sessionless = Deployment.Client(tokens.Access);
        var again = await sessionless.Rpc2026Async("tools/call", """ "name":"whoami","arguments":{}, """, "whoami");

        Assert.StartsWith("glmcp_", tokens.Access, StringComparison.Ordinal);
        Assert.StartsWith("glmcr_", tokens.Refresh, StringComparison.Ordinal);
        Assert.Equal("api", tokens.Scope);
        Assert.Contains(user, me.ToolText, StringComparison.Ordinal);
        Assert.Contains(user, again.ToolText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_counts_once_and_its_second_use_ends_the_sign_in()
    {
        using var browser = Deployment.NewBrowser();
        var client = await browser.RegisterAsync();
        var code = await browser.SignInAsync(client, Deployment.NewUser());
        var tokens = await browser.TokensAsync(client, code);
        using var mcp = Deployment.Client(tokens.Access);
        Assert.Equal(HttpStatusCode.OK, (await mcp.ListToolsAsync()).Status);

        var again = await browser.RedeemAsync(client, code);
        var call = await mcp.ListToolsAsync();
        var rotated = await browser.RotateAsync(client, tokens.Refresh);

        Assert.Equal("invalid_grant", again.Json.GetProperty("error").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, call.Status);
        Assert.StartsWith("Bearer error=\"invalid_token\"", call.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Equal("invalid_grant", rotated.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Parallel_uses_of_a_refresh_token_get_the_same_successor()
    {
        var tokens = await Deployment.SignInAsync();
        using var browser = Deployment.NewBrowser();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.RotateAsync(tokens.Client, tokens.Refresh)));
        var successor = SignInBrowser.Tokens(tokens.Client, replies[0]);
        using var mcp = Deployment.Client(successor.Access);

        Assert.All(replies, reply => Assert.Equal(successor, SignInBrowser.Tokens(tokens.Client, reply)));
        Assert.NotEqual(tokens.Refresh, successor.Refresh);
        Assert.Equal(HttpStatusCode.OK, (await mcp.ListToolsAsync()).Status);
    }

    [Fact]
    public async Task A_refresh_token_is_worth_nothing_to_another_client()
    {
        var tokens = await Deployment.SignInAsync();
        using var browser = Deployment.NewBrowser();

        var reply = await browser.RotateAsync(await browser.RegisterAsync(), tokens.Refresh);

        Assert.Equal("invalid_grant", reply.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_sign_in_for_reading_lists_and_calls_reading_tools_and_says_what_it_lacks()
    {
        var tokens = await Deployment.SignInAsync("read_api");
        using var mcp = Deployment.Client(tokens.Access);
        await mcp.StartSessionAsync();

        var list = await mcp.ListToolsAsync();
        var read = await mcp.CallToolAsync("get_project", """{"project_id":"group/app"}""");
        var write = await mcp.CallToolAsync("create_issue", """{"project_id":"group/app","title":"T"}""");
        var through = await mcp.CallToolAsync(
            "call_tool",
            """{"arguments":{"project_id":"group/app","title":"T"},"name":"create_issue"}"""
        );
        var former = await mcp.CallToolAsync("create_workitem_note", """{"project_id":"group/app","work_item_iid":1,"body":"B"}""");
        var throughFormer = await mcp.CallToolAsync("call_tool", """{"name":"create_workitem_note","arguments":{}}""");
        var readFormer = await mcp.CallToolAsync("search_labels", """{"project_id":"group/app"}""");
        var readThrough = await mcp.CallToolAsync("call_tool", """{"name":"get_project","arguments":{"project_id":"group/app"}}""");
        var unknown = await mcp.CallToolAsync("create_issu", "{}");
        var query = await mcp.CallToolAsync("execute_graphql", """{"query":"mutation { x }"}""");

        Assert.Equal("read_api", tokens.Scope);
        var names = list.Result.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()).ToList();
        Assert.Contains("get_project", names);
        Assert.DoesNotContain("create_issue", names);
        Assert.Contains("group/app", read.ToolText, StringComparison.Ordinal);
        Assert.All(
            [write, through, former, throughFormer],
            refused =>
            {
                Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
                Assert.StartsWith(
                    "Bearer error=\"insufficient_scope\", scope=\"read_api api\", resource_metadata=",
                    refused.Header("WWW-Authenticate"),
                    StringComparison.Ordinal
                );
                Assert.Equal("Insufficient scope", refused.Error);
            }
        );
        Assert.False(readFormer.IsToolError, readFormer.Text);
        Assert.Contains("group/app", readThrough.ToolText, StringComparison.Ordinal);
        Assert.Equal(-32602, unknown.RpcErrorCode);
        Assert.Equal(HttpStatusCode.OK, query.Status);
        Assert.True(query.IsToolError);
        Assert.DoesNotContain(
            Deployment.Deployment.GitLab.Requests,
            request => request.Method == "POST" && request.Path.EndsWith("/issues", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_token_in_a_header_that_only_reads_is_led_to_no_sign_in()
    {
        const string Token = "glpat-reads-0123456789abcdef";
        Deployment.Deployment.GitLab.WithToken(Deployment.NewUser(), Token, scopes: ["read_api"]);
        using var mcp = Deployment.Client(Token);

        var write = await mcp.CallToolAsync("create_issue", """{"project_id":"group/app","title":"T"}""");

        Assert.Equal(HttpStatusCode.OK, write.Status);
        Assert.Null(write.Header("WWW-Authenticate"));
        Assert.Contains("needs a token with the scope api", write.ToolText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_with_both_scopes_writes()
    {
        var tokens = await Deployment.SignInAsync("read_api api");
        using var mcp = Deployment.Client(tokens.Access);

        var created = await mcp.CallToolAsync("create_label", """{"project_id":"group/app","name":"L","color":"#123456"}""");

        Assert.Equal("read_api api", tokens.Scope);
        Assert.Equal(HttpStatusCode.OK, created.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revoking_either_token_ends_the_sign_in_here_and_at_GitLab(bool byAccessToken)
    {
        var tokens = await Deployment.SignInAsync();
        using var mcp = Deployment.Client(tokens.Access);
        await mcp.CallToolAsync("whoami", "{}");
        using var browser = Deployment.NewBrowser();

        var revoked = await browser.PostAsync(
            "/oauth/revoke",
            ("token", byAccessToken ? tokens.Access : tokens.Refresh),
            ("client_id", tokens.Client)
        );

        Assert.Equal(HttpStatusCode.OK, revoked.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await mcp.ListToolsAsync()).Status);
        Assert.Contains(Deployment.Deployment.GitLab.Requests, request => request.Path == "/oauth/revoke");
    }

    [Fact]
    public async Task A_sign_in_that_gives_way_to_one_too_many_ends_at_GitLab_too()
    {
        using var browser = Deployment.NewBrowser();
        var (client, user) = (await browser.RegisterAsync(), Deployment.NewUser());
        var before = Deployment.GitLab.Secrets.Count;
        var first = await browser.TokensAsync(client, await browser.SignInAsync(client, user));
        var refreshToken = Deployment.GitLab.Secrets.Skip(before).Last();

        for (var i = 0; i < 20; i++)
        {
            await browser.TokensAsync(client, await browser.SignInAsync(client, user));
        }

        await Eventually.TrueAsync(() => Task.FromResult(IsRevoked(refreshToken)));
        Assert.Equal("invalid_grant", (await browser.RotateAsync(client, first.Refresh)).Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_code_that_is_used_twice_ends_the_sign_in_at_GitLab_too_and_nobody_waits_for_that()
    {
        using var browser = Deployment.NewBrowser();
        var client = await browser.RegisterAsync();
        var before = Deployment.GitLab.Secrets.Count;
        var code = await browser.SignInAsync(client, Deployment.NewUser());
        await browser.TokensAsync(client, code);
        var refreshToken = Deployment.GitLab.Secrets.Skip(before).Last();
        var held = Deployment.Deployment.GitLab.On("POST", "/oauth/revoke").Times(1).Hold();

        var again = await browser.RedeemAsync(client, code);
        var isBlocked = held.Abandoned.IsCompleted;
        held.Release();

        Assert.Equal("invalid_grant", again.Json.GetProperty("error").GetString());
        Assert.False(isBlocked, "The answer came after GitLab was given up.");
        await Eventually.TrueAsync(() => Task.FromResult(IsRevoked(refreshToken)));
    }

    [Theory]
    [InlineData("glmcp_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("glmcr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_made_up_token_leads_to_a_sign_in(string token)
    {
        using var mcp = Deployment.Client(token);

        var refused = await mcp.ListToolsAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
    }

    [Theory]
    [InlineData("https://localhost:1/client.json")]
    [InlineData("https://10.0.0.1/client.json")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("http://app.example.com/client.json")]
    public async Task A_client_that_points_into_the_network_gets_a_page_and_nothing_else(string client)
    {
        using var browser = Deployment.NewBrowser();

        var page = await browser.SendAsync(HttpMethod.Get, browser.AuthorizationAddress(client, scope: null));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Null(page.Location);
        Assert.DoesNotContain("off limits", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_another_server_is_nothing_here()
    {
        await using var other = await SignInDeployment.StartAsync($"--SESSION_KEYS={new string('o', 40)}");
        var tokens = await other.SignInAsync();
        using var mcp = Deployment.Client(tokens.Access);

        var refused = await mcp.ListToolsAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.StartsWith("Bearer error=\"invalid_token\"", refused.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_in_headers_go_on_as_before()
    {
        var token = Deployment.Deployment.NewUser();
        using var mcp = Deployment.Client(token);

        Assert.Equal(HttpStatusCode.OK, (await mcp.ListToolsAsync()).Status);
    }

    [Fact]
    public async Task The_metrics_count_sign_ins()
    {
        await Deployment.SignInAsync();
        using var mcp = Deployment.Client("none");
        var pages = new[] { await mcp.GetAsync("/metrics/prometheus"), await mcp.GetAsync("/metrics/prometheus") };

        Assert.Contains(
            pages.SelectMany(page => page.Text.Split('\n')),
            line =>
                line.StartsWith("gitlab_mcp_sign_ins_total{", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal)
        );
        Assert.All(pages, page => Assert.Contains("gitlab_mcp_sign_ins_refused_total", page.Text, StringComparison.Ordinal));
    }

    private bool IsRevoked(string gitLabsToken) =>
        Deployment.Deployment.GitLab.Requests.Any(request =>
            request.Path == "/oauth/revoke" && request.Body.Contains(gitLabsToken, StringComparison.Ordinal)
        );

    public sealed class Shared : IAsyncLifetime
    {
        public SignInDeployment Deployment { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Deployment = await SignInDeployment.StartAsync();

        public ValueTask DisposeAsync() => Deployment.DisposeAsync();
    }
}
