using GitLabMcp.Fake.OAuth;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>A deployment that signs users in: two Edges behind one address that take requests in turns, two Sessions on one Redis, and an
/// application in the fake GitLab.</summary>
public sealed class SignInDeployment : IAsyncDisposable
{
    public const string AppSecret = "gloas-canary-secret-of-the-application";

    private SignInDeployment(Deployment deployment, RoundRobinProxy proxy, string url) =>
        (Deployment, Proxy, Url) = (deployment, proxy, url);

    public Deployment Deployment { get; }

    public RoundRobinProxy Proxy { get; }

    /// <summary>MCP_SERVER_URL.</summary>
    public string Url { get; }

    public FakeSignIn GitLab => Deployment.GitLab.SignIn;

    public static async Task<SignInDeployment> StartAsync(params string[] settings)
    {
        var port = FreePort.Next();
        var url = $"http://127.0.0.1:{port}";
        var deployment = await Deployment.StartAsync(
            new()
            {
                Edges = 2,
                GitLabTools = 2,
                SessionsReplicas = 2,
                Redis = true,
                Settings =
                [
                    "--GITLAB_MCP_OAUTH=true",
                    $"--MCP_SERVER_URL={url}",
                    "--GITLAB_OAUTH_APP_ID=application",
                    $"--GITLAB_OAUTH_APP_SECRET={AppSecret}",
                    $"--SESSION_KEYS={new string('k', 40)}",
                    "--GITLAB_OAUTH_SCOPES=api read_api",
                    "--MAX_REQUESTS_PER_MINUTE=10000",
                    .. settings,
                ],
            }
        );
        deployment.GitLab.WithApplication(new FakeApplication("application", AppSecret, [url + "/oauth/callback"]));
        return new SignInDeployment(deployment, await RoundRobinProxy.StartAsync(deployment.Edges, port), url);
    }

    public SignInBrowser NewBrowser() => new(Url);

    /// <summary>A client that sends this token to the Edges in turns.</summary>
    public McpHttp Client(string token) => new(new Uri(Url)) { Token = token };

    /// <summary>A new user, signed in by a new client.</summary>
    public async Task<SignInTokens> SignInAsync(string? scope = null)
    {
        using var browser = NewBrowser();
        var client = await browser.RegisterAsync();
        return await browser.TokensAsync(client, await browser.SignInAsync(client, NewUser(), scope));
    }

    /// <summary>The name of a user that GitLab knows.</summary>
    public string NewUser()
    {
        var name = $"user-{Guid.NewGuid():N}"[..13];
        Deployment.NewUser(name);
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await Deployment.DisposeAsync();
    }
}

/// <summary>What a client has after a sign-in.</summary>
public sealed record SignInTokens(string Client, string Access, string Refresh, string Scope);
