using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>One GitLab: the base of its API, always ending in `/`.</summary>
internal sealed record GitLabInstance(Uri Api)
{
    /// <summary>`https://gitlab.com:443`.</summary>
    public string Origin { get; } = OriginOf(Api);

    /// <summary>Reads an API address; a bare host address gets `/api/v4`.</summary>
    /// <returns>Null when it is no http(s) address, or carries credentials, a query or a fragment.</returns>
    public static GitLabInstance? Parse(string text)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || uri.UserInfo.Length > 0
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0
        )
        {
            return null;
        }

        var path = uri.AbsolutePath.TrimEnd('/');
        return new(
            new Uri($"{uri.Scheme}://{uri.Authority}{(path.EndsWith("/api/v4", StringComparison.Ordinal) ? path : path + "/api/v4")}/")
        );
    }

    public static string OriginOf(Uri uri) => $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}";
}

/// <summary>The instances that calls may go to: the operator's, and with ENABLE_DYNAMIC_API_URL those on
/// GITLAB_ALLOWED_HOSTS (`host`, `host:port`, `http://host:port`; https unless listed with http; no wildcards).</summary>
internal sealed class GitLabInstances
{
    private readonly HashSet<string> _allowed = [];
    private readonly bool _dynamic;

    public GitLabInstances(SettingsReader settings)
    {
        var url = settings.Text("GITLAB_API_URL") ?? "https://gitlab.com/api/v4";
        Default =
            GitLabInstance.Parse(url)
            ?? throw new InvalidSettingException(
                "GITLAB_API_URL is not valid: expected the http(s) address of a GitLab without credentials, like https://gitlab.example.com/api/v4."
            );
        _dynamic = settings.Flag("ENABLE_DYNAMIC_API_URL", @default: false);
        foreach (var host in settings.List("GITLAB_ALLOWED_HOSTS"))
        {
            var address = host.Contains("://", StringComparison.Ordinal) ? host : "https://" + host;
            _allowed.Add(
                !host.Contains('*', StringComparison.Ordinal) && GitLabInstance.Parse(address) is { } listed
                    ? listed.Origin
                    : throw new InvalidSettingException(
                        $"GITLAB_ALLOWED_HOSTS={host} is not valid: expected host, host:port or http://host:port, without wildcards."
                    )
            );
        }
    }

    public GitLabInstance Default { get; }

    /// <summary>The instance for the address a request names; null when it is not allowed.</summary>
    public GitLabInstance? Find(string? apiUrl) =>
        string.IsNullOrEmpty(apiUrl) ? Default
        : GitLabInstance.Parse(apiUrl) is not { } asked ? null
        : asked == Default ? Default
        : _dynamic && _allowed.Contains(asked.Origin) ? asked
        : null;

    /// <summary>Names a request may not have chosen: their addresses are checked when connecting.</summary>
    public bool IsOperators(string host, int port) => host == Default.Api.IdnHost && port == Default.Api.Port;

    public const string Refusal =
        "This server does not call that GitLab address: leave out X-GitLab-API-URL, or ask the operator to list the host in GITLAB_ALLOWED_HOSTS (with ENABLE_DYNAMIC_API_URL=true).";
}
