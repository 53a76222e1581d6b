using GitLabMcp.Fake.OAuth;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>A deployment that signs users in: two Edges behind one address that take requests in turns, two Sessions on one Redis, and an
/// application in the fake GitLab.</summary>
public sealed class SignInDeployment : IAsyncDisposable
{
    public const string AppSecret = "gloas-canary-secret-of-the-application";

    /// <summary>The id of the application in the mode `resource`.</summary>
    public const string PublicApplication = "public-application";

    /// <summary>Two of each service, and a Redis.</summary>
    public static readonly DeploymentOptions Replicated = new()
    {
        Edges = 2,
        GitLabTools = 2,
        SessionsReplicas = 2,
        Redis = true,
    };

    private SignInDeployment(Deployment deployment, RoundRobinProxy proxy, string url) =>
        (Deployment, Proxy, Url) = (deployment, proxy, url);

    public Deployment Deployment { get; }

    public RoundRobinProxy Proxy { get; }

    /// <summary>MCP_SERVER_URL.</summary>
    public string Url { get; }

    public FakeSignIn GitLab => Deployment.GitLab.SignIn;

    /// <summary>Two of each service.</summary>
    public static Task<SignInDeployment> StartAsync(params string[] settings) => StartAsync(Replicated, settings);

    /// <summary>One of each service, with the grants in memory. All lifetimes pass by the clock of the deployment alone, GitLab's
    /// too.</summary>
    public static async Task<SignInDeployment> StartOnFakeTimeAsync(params string[] settings)
    {
        var deployment = await StartAsync(new DeploymentOptions(), settings);
        deployment.Deployment.GitLab.World.Time = deployment.Deployment.Time;
        return deployment;
    }

    public static Task<SignInDeployment> StartAsync(DeploymentOptions options, params string[] settings) =>
        StartAsync(
            options,
            url => [.. SettingsOf(url), "--MAX_REQUESTS_PER_MINUTE=10000", .. settings],
            url => new FakeApplication("application", AppSecret, [url + "/oauth/callback"])
        );

    /// <summary>GitLab itself signs users in, to an application that its users name to their clients.</summary>
    public static Task<SignInDeployment> StartResourceAsync() =>
        StartAsync(
            Replicated,
            static url => ["--GITLAB_MCP_OAUTH=resource", $"--MCP_SERVER_URL={url}", $"--GITLAB_OAUTH_APP_ID={PublicApplication}"],
            static _ => new FakeApplication(PublicApplication, Secret: null, ["http://127.0.0.1/callback"])
        );

    /// <summary>What every service gets that signs users in.</summary>
    public static string[] SettingsOf(string url) =>
        [
            "--GITLAB_MCP_OAUTH=true",
            $"--MCP_SERVER_URL={url}",
            "--GITLAB_OAUTH_APP_ID=application",
            $"--GITLAB_OAUTH_APP_SECRET={AppSecret}",
            $"--SESSION_KEYS={new string('k', 40)}",
            "--GITLAB_OAUTH_SCOPES=api read_api",
        ];

    private static async Task<SignInDeployment> StartAsync(
        DeploymentOptions options,
        Func<string, string[]> settings,
        Func<string, FakeApplication> application
    )
    {
        var port = FreePort.Next();
        var url = $"http://127.0.0.1:{port}";
        var deployment = await Deployment.StartAsync(options with { Settings = [.. options.Settings, .. settings(url)] });
        deployment.GitLab.WithApplication(application(url));
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

    /// <summary>A new user, signed in by a new client. GitLab's token for them has ended since, as far as this server knows; the next ones
    /// live long.</summary>
    public async Task<SignInTokens> SignInForASecondAsync()
    {
        var lifetime = TimeSpan.FromSeconds(1);
        GitLab.TokenLifetime = lifetime;
        var tokens = await SignInAsync();
        GitLab.TokenLifetime = TimeSpan.FromHours(2);
        await UntilItHasPassedAsync(lifetime);
        return tokens;
    }

    /// <summary>Times of grants in Redis pass by the clock of Redis.</summary>
    public static Task UntilItHasPassedAsync(TimeSpan time)
    {
        var began = TimeProvider.System.GetTimestamp();
        return Eventually.TrueAsync(() => Task.FromResult(TimeProvider.System.GetElapsedTime(began) > time));
    }

    /// <summary>Moves the clock of the deployment while something waits by it.</summary>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task)
    {
        await Eventually.TrueAsync(() =>
        {
            Deployment.Time.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(task.IsCompleted);
        });
        return await task;
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
