using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge;

/// <summary>How clients come to a token: docs/sign-in.md.</summary>
internal enum OAuthMode
{
    /// <summary>Users send a token of GitLab that they have. Nothing is said of signing in.</summary>
    Off,

    /// <summary>Clients are sent to GitLab itself, with the id of a GitLab application that users give them.</summary>
    Resource,

    /// <summary>Clients sign in here, and this server signs in to GitLab for them.</summary>
    Server,
}

/// <summary>The settings of signing in. A class and not a record, because the text of a record would show the keys.</summary>
internal sealed class OAuthSettings
{
    public const string Api = "api";
    public const string ReadApi = "read_api";

    private OAuthSettings() { }

    public required OAuthMode Mode { get; init; }

    /// <summary>The address that users type, without a path: `https://mcp.example.com`. Null when it is not set, which only
    /// <see cref="OAuthMode.Off"/> allows.</summary>
    public required string? ServerUrl { get; init; }

    /// <summary>The id of the GitLab application.</summary>
    public required string? AppId { get; init; }

    /// <summary>What one consent can give: `api`, `read_api` or both.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Empty for those of the clients that are known.</summary>
    public required IReadOnlyList<string> AllowedRedirectUris { get; init; }

    /// <summary>Full paths; empty for everybody.</summary>
    public required IReadOnlyList<string> AllowedGroups { get; init; }

    /// <summary>For each client address.</summary>
    public required int RegistrationsPerHour { get; init; }

    /// <summary>The secrets of the deployment, newest first. Only <see cref="OAuthMode.Server"/> needs them here.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>What a client is told to ask for, and gets when it asks for nothing.</summary>
    public string DefaultScope => Scopes.Contains(Api) ? Api : ReadApi;

    public static OAuthSettings Read(SettingsReader read)
    {
        var settings = new OAuthSettings
        {
            Mode = ReadMode(read),
            ServerUrl = read.Text(SignInSettings.ServerUrl) is { } url ? Origin(url) : null,
            AppId = read.Text(SignInSettings.AppId),
            Scopes = ReadScopes(read),
            AllowedRedirectUris = read.List(SignInSettings.AllowedRedirectUris),
            AllowedGroups = read.List(SignInSettings.AllowedGroups),
            RegistrationsPerHour = read.Number(SignInSettings.RegistrationsPerHour),
            Keys = read.List(SessionSettings.Keys),
        };
        settings.Check();
        return settings;
    }

    private static OAuthMode ReadMode(SettingsReader read) =>
        read.Choice(SignInSettings.Mode) switch
        {
            "true" => OAuthMode.Server,
            "resource" => OAuthMode.Resource,
            _ => OAuthMode.Off,
        };

    private static List<string> ReadScopes(SettingsReader read)
    {
        var scopes = read.List(SignInSettings.Scopes).Distinct().ToList();
        return scopes.Find(scope => scope is not (Api or ReadApi)) is { } unknown
            ? throw new InvalidSettingException($"GITLAB_OAUTH_SCOPES={unknown} is not valid: expected api, read_api, or both.")
            : scopes;
    }

    /// <summary>The origin as browsers write it: lower case, without the port that the scheme has anyway.</summary>
    private static string Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri is { Host.Length: > 0, AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
        && !text.AsSpan().ContainsAny('?', '#', '@')
            ? $"{uri.Scheme}://{(uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost)}"
                + (uri.IsDefaultPort ? "" : $":{uri.Port}")
            : throw new InvalidSettingException(
                $"MCP_SERVER_URL{(text.Contains('@', StringComparison.Ordinal) ? "" : "=" + text)} is not valid: "
                    + "expected the address that users type, without a path, such as https://mcp.example.com (http on loopback only)."
            );

    private void Check()
    {
        var mode = Mode == OAuthMode.Server ? "true" : "resource";
        if (Mode != OAuthMode.Off && ServerUrl is null)
        {
            throw new InvalidSettingException(
                $"GITLAB_MCP_OAUTH={mode} requires MCP_SERVER_URL: set it to the address that users type, such as https://mcp.example.com."
            );
        }

        if (Mode != OAuthMode.Server)
        {
            return;
        }

        if (AppId is null)
        {
            throw new InvalidSettingException(
                "GITLAB_MCP_OAUTH=true requires GITLAB_OAUTH_APP_ID: create a confidential application in GitLab "
                    + $"with the redirect URI {ServerUrl}{Http.OAuthPaths.Callback}, and give its id and its secret."
            );
        }

        if (Keys.Count == 0 || Keys.Any(static key => key.Length < SessionSettings.Keys.MinLength))
        {
            throw new InvalidSettingException(
                "GITLAB_MCP_OAUTH=true requires SESSION_KEYS, the same as of Sessions: secrets of at least "
                    + $"{SessionSettings.Keys.MinLength} characters, newest first, separated by commas (the AppHost generates one)."
            );
        }
    }
}
