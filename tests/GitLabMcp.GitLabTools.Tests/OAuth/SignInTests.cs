using GitLabMcp.Fake;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.OAuth;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Settings;
using Grpc.Core;
using Microsoft.Extensions.Configuration;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The calls of GitLab's OAuth endpoints, with the answers of GitLab's documents (docs.gitlab.com/api/oauth2).</summary>
public sealed class SignInTests
{
    private const string Code = "gitlab-code-0123456789";
    private const string Verifier = "verifier-of-at-least-forty-three-characters-0123";
    private const string Refresh = "refresh-token-0123456789";
    private const string AppSecret = "gloas-secret-of-the-application";
    private const string Callback = "https://mcp.example.com/oauth/callback";

    private const string Tokens = $$"""
        {
          "access_token": "{{ToolsHost.Alice}}",
          "token_type": "Bearer",
          "expires_in": 7200,
          "refresh_token": "{{Refresh}}",
          "scope": "read_api api",
          "created_at": 1607635748
        }
        """;

    [Fact]
    public async Task A_code_becomes_tokens_and_their_owner()
    {
        await using var host = await StartAsync();
        host.GitLab.On("POST", "/oauth/token").Answer(200, Tokens);

        var (answer, headers) = await ExchangeAsync(host);

        Assert.Equal("1", answer.SignedIn.UserId);
        Assert.Equal("alice", answer.SignedIn.UserName);
        Assert.Equal("read_api api", answer.SignedIn.Scope);
        Assert.Equal(7200, answer.SignedIn.ExpiresInSeconds);
        Assert.True(answer.SignedIn.InAGroup);
        Assert.Equal(ToolsHost.Alice, ToolsHost.Transport.Find(headers)!.Token.Reveal());
        Assert.Equal(Refresh, ToolsHost.Transport.Find(headers, TransportedSecret.GitLabRefreshToken)!.Reveal());
        Assert.Equal(["POST /oauth/token", "GET /api/v4/user"], host.GitLab.Requests.Select(static request => request.Line));
        Assert.Equal(
            $"client_id=app&client_secret={AppSecret}&grant_type=authorization_code&code={Code}&code_verifier={Verifier}"
                + $"&redirect_uri={Uri.EscapeDataString(Callback)}",
            host.GitLab.Requests[0].Body
        );
        Assert.Equal("application/x-www-form-urlencoded", host.GitLab.Requests[0].Headers["content-type"]);
    }

    [Theory]
    [InlineData(200, """{"id":1,"username":"alice","access_level":10}""", true)]
    [InlineData(404, """{"message":"404 Not found"}""", false)]
    public async Task Says_whether_the_user_is_a_member_of_a_group(int status, string body, bool isMember)
    {
        await using var host = await StartAsync();
        host.GitLab.On("POST", "/oauth/token").Answer(200, Tokens);
        host.GitLab.On("GET", "/api/v4/groups/other/members/all/1").Answer(404, """{"message":"404 Group Not Found"}""");
        host.GitLab.On("GET", "/api/v4/groups/group%2Fsub/members/all/1").Answer(status, body);

        var (answer, _) = await ExchangeAsync(host, "other", "group/sub");

        Assert.Equal(isMember, answer.SignedIn.InAGroup);
    }

    [Fact]
    public async Task Lets_nobody_in_while_GitLab_does_not_say_who_is_a_member()
    {
        await using var host = await StartAsync();
        host.GitLab.On("POST", "/oauth/token").Answer(200, Tokens);
        host.GitLab.On("GET", "/api/v4/groups/group/members/all/1").Answer(500, "down");

        var (answer, headers) = await ExchangeAsync(host, "group");

        Assert.NotEmpty(answer.Unreachable);
        Assert.Null(ToolsHost.Transport.Find(headers));
    }

    [Fact]
    public async Task A_used_code_is_refused_with_the_error_of_GitLab()
    {
        await using var host = await StartAsync();
        host.GitLab.On("POST", "/oauth/token")
            .Answer(400, """{"error":"invalid_grant","error_description":"The provided authorization grant is invalid."}""");

        Assert.Equal("invalid_grant", (await ExchangeAsync(host)).Answer.Refused);
    }

    [Fact]
    public async Task A_refresh_token_becomes_new_tokens()
    {
        await using var host = await StartAsync();
        host.GitLab.On("POST", "/oauth/token").Answer(200, Tokens);

        using var call = host.Client.RefreshTokenAsync(new(), With(TransportedSecret.GitLabRefreshToken, "old-refresh-token"));
        var answer = await call.ResponseAsync;

        Assert.Equal(7200, answer.Refreshed.ExpiresInSeconds);
        Assert.Equal("read_api api", answer.Refreshed.Scope);
        var headers = await call.ResponseHeadersAsync;
        Assert.Equal(ToolsHost.Alice, ToolsHost.Transport.Find(headers)!.Token.Reveal());
        Assert.Equal(Refresh, ToolsHost.Transport.Find(headers, TransportedSecret.GitLabRefreshToken)!.Reveal());
        Assert.Equal(
            $"client_id=app&client_secret={AppSecret}&grant_type=refresh_token&refresh_token=old-refresh-token",
            Assert.Single(host.GitLab.Requests).Body
        );
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"revoked"}""", true)]
    [InlineData(401, """{"error":"invalid_client","error_description":"unknown client"}""", false)]
    [InlineData(429, "Retry later", false)]
    [InlineData(500, "down", false)]
    [InlineData(502, "<html>bad gateway</html>", false)]
    [InlineData(200, "<html>a login page</html>", false)]
    [InlineData(200, """{"access_token":"only-one-0123456789"}""", false)]
    [InlineData(302, "", false)]
    public async Task Only_invalid_grant_ends_a_grant(int status, string body, bool ends)
    {
        await using var host = await StartAsync();
        host.GitLab.On("POST", "/oauth/token").Answer(status, body);

        var answer = await host.Client.RefreshTokenAsync(new(), With(TransportedSecret.GitLabRefreshToken, Refresh));

        Assert.Equal(ends, answer.InvalidGrant);
        Assert.Equal(!ends, answer.Unreachable.Length > 0);
        Assert.DoesNotContain(Refresh, answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(AppSecret, answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_connection_ends_no_grant()
    {
        await using var host = await StartAsync();
        host.GitLab.On("POST", "/oauth/token").Reset();

        var answer = await host.Client.RefreshTokenAsync(new(), With(TransportedSecret.GitLabRefreshToken, Refresh));

        Assert.Contains("broke", answer.Unreachable, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_tokens_are_revoked()
    {
        await using var host = await StartAsync();
        host.GitLab.On("POST", "/oauth/revoke").Answer(200, "{}");

        var metadata = ToolsHost.Transport.Add(ToolsHost.As(ToolsHost.Alice), TransportedSecret.GitLabRefreshToken, new(Refresh));
        var answer = await host.Client.RevokeTokenAsync(new(), metadata);

        Assert.True(answer.Revoked);
        Assert.Equal(
            [
                $"client_id=app&client_secret={AppSecret}&token={Refresh}",
                $"client_id=app&client_secret={AppSecret}&token={ToolsHost.Alice}",
            ],
            host.GitLab.Requests.Select(static request => request.Body)
        );
    }

    [Fact]
    public async Task A_token_says_for_which_application_it_was_made()
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/oauth/token/info")
            .Answer(
                200,
                """{"resource_owner_id":1,"scope":["read_api","api"],"expires_in":7000,"application":{"uid":"app"},"created_at":1607635748}"""
            );

        var answer = await host.Client.InspectTokenAsync(new(), ToolsHost.As(ToolsHost.Alice));

        Assert.Equal(
            new TokenInfo
            {
                ApplicationUid = "app",
                Scope = "read_api api",
                ExpiresInSeconds = 7000,
            },
            answer.Info
        );
        Assert.Equal($"Bearer {ToolsHost.Alice}", Assert.Single(host.GitLab.Requests).Headers["authorization"]);
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(503, false)]
    public async Task Only_GitLab_itself_rejects_a_token(int status, bool rejected)
    {
        await using var host = await StartAsync();
        host.GitLab.On("GET", "/oauth/token/info")
            .Answer(status, """{"error":"invalid_token","error_description":"The token was revoked"}""");

        var answer = await host.Client.InspectTokenAsync(new(), ToolsHost.As(ToolsHost.Alice));

        Assert.Equal(rejected, answer.Rejected);
        Assert.Equal(!rejected, answer.Unreachable.Length > 0);
    }

    [Fact]
    public async Task Says_which_settings_are_missing()
    {
        await using var host = await ToolsHost.StartAsync();

        var answer = await host.Client.RefreshTokenAsync(new(), With(TransportedSecret.GitLabRefreshToken, Refresh));

        Assert.Contains("GITLAB_OAUTH_APP_ID", answer.Unreachable, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_secret_under_another_name_is_not_taken()
    {
        await using var host = await StartAsync();
        var metadata = ToolsHost.Transport.Add([], TransportedSecret.GitLabCode, new GitLabToken(Refresh));
        var renamed = new Metadata { { "gitlab-refresh-token", metadata.GetValue("gitlab-code")! } };

        var refused = await Assert.ThrowsAsync<RpcException>(() => host.Client.RefreshTokenAsync(new(), renamed).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Fact]
    public void A_secret_without_its_application_stops_the_start()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("GITLAB_OAUTH_APP_SECRET", AppSecret)]).Build();

        var fault = Assert.Throws<InvalidSettingException>(() => OAuthApplication.Read(new SettingsReader(configuration)));

        Assert.Contains("GITLAB_OAUTH_APP_ID", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(AppSecret, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITLAB_OAUTH_APP_ID")]
    [InlineData("GITLAB_OAUTH_APP_ID", "GITLAB_OAUTH_APP_ID=")]
    [InlineData("GITLAB_OAUTH_APP_SECRET", "GITLAB_OAUTH_APP_ID=app")]
    [InlineData("GITLAB_OAUTH_APP_SECRET", "GITLAB_OAUTH_APP_ID=app", "GITLAB_OAUTH_APP_SECRET= ")]
    public void Signing_in_without_its_application_stops_the_start(string missing, params string[] settings)
    {
        var fault = Assert.Throws<InvalidSettingException>(() =>
            GitLabToolsApp.Build(["--GITLAB_MCP_OAUTH=true", .. settings.Select(static one => "--" + one)], static _ => { })
        );

        Assert.StartsWith($"GITLAB_MCP_OAUTH=true requires {missing}: give ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("resource")]
    public void The_other_modes_need_no_secret(string mode)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("GITLAB_MCP_OAUTH", mode), new("GITLAB_OAUTH_APP_ID", "app")])
            .Build();

        Assert.Null(OAuthApplication.Read(new SettingsReader(configuration)).Secret);
    }

    private static Task<ToolsHost> StartAsync() =>
        ToolsHost.StartAsync(settings: ["--GITLAB_OAUTH_APP_ID=app", $"--GITLAB_OAUTH_APP_SECRET={AppSecret}"]);

    private static Metadata With(TransportedSecret secret, string value) => ToolsHost.Transport.Add([], secret, new GitLabToken(value));

    private static async Task<(SignInResponse Answer, Metadata Headers)> ExchangeAsync(ToolsHost host, params string[] groups)
    {
        var metadata = With(TransportedSecret.GitLabCode, Code);
        ToolsHost.Transport.Add(metadata, TransportedSecret.CodeVerifier, new GitLabToken(Verifier));
        using var call = host.Client.ExchangeCodeAsync(new() { RedirectUri = Callback, Groups = { groups } }, metadata);
        var answer = await call.ResponseAsync;
        return (answer, await call.ResponseHeadersAsync);
    }
}
