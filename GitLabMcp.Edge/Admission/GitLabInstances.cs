using System.Diagnostics.CodeAnalysis;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge.Admission;

/// <summary>Which GitLab a request may go to: the operator's, or one of <c>GITLAB_ALLOWED_HOSTS</c> that the request
/// names in <c>X-GitLab-API-URL</c>. The address of a GitLab never comes from a user alone: docs/reliability.md, S7.</summary>
internal sealed class GitLabInstances
{
    public const string Header = "X-GitLab-API-URL";

    private readonly bool _dynamic;
    private readonly HashSet<string> _allowed;

    public GitLabInstances(SettingsReader settings)
    {
        var own = settings.Text("GITLAB_API_URL") ?? "https://gitlab.com/api/v4";
        Operators = TryCanonical(own, out var canonical)
            ? canonical
            : throw new InvalidSettingException(
                $"GITLAB_API_URL={own} is not valid: expected a URL such as https://gitlab.example.com/api/v4."
            );
        _dynamic = settings.Flag("ENABLE_DYNAMIC_API_URL", false);
        _allowed = new HashSet<string>(settings.List("GITLAB_ALLOWED_HOSTS").Select(Authority), StringComparer.Ordinal);
        if (_dynamic && _allowed.Count == 0)
        {
            throw new InvalidSettingException(
                "ENABLE_DYNAMIC_API_URL=true requires GITLAB_ALLOWED_HOSTS: list the hosts that X-GitLab-API-URL may name."
            );
        }
    }

    /// <summary>API URL of the operator's own instance, canonical.</summary>
    public string Operators { get; }

    public Choice Read(IHeaderDictionary headers)
    {
        var header = headers[Header];
        if (header.Count == 0)
        {
            return new Choice.Taken(Operators, Named: false);
        }

        if (header.Count > 1 || !TryCanonical(header[0] ?? "", out var named))
        {
            return new Choice.Refused(
                $"{Header} must be one URL such as https://gitlab.example.com/api/v4, without user, query or fragment."
            );
        }

        return named == Operators || (_dynamic && _allowed.Contains(new Uri(named).GetLeftPart(UriPartial.Authority)))
            ? new Choice.Taken(named, Named: true)
            : new Choice.Refused(
                _dynamic
                    ? $"{Header} names a GitLab that this server may not call. The operator lists the allowed ones in GITLAB_ALLOWED_HOSTS."
                    : $"{Header} names another GitLab than this server's. Leave the header out; choosing an instance is off here (ENABLE_DYNAMIC_API_URL)."
            );
    }

    /// <summary>Scheme, host, port unless default, path without trailing slash; <c>/api/v4</c> for a bare host.</summary>
    private static bool TryCanonical(string text, [NotNullWhen(true)] out string? canonical)
    {
        canonical = null;
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.UserInfo.Length > 0
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0
            || uri.Host.Length == 0
        )
        {
            return false;
        }

        var path = uri.AbsolutePath.TrimEnd('/');
        canonical = uri.GetLeftPart(UriPartial.Authority) + (path.Length == 0 ? "/api/v4" : path);
        return true;
    }

    /// <summary>`gitlab.example.com`, `gitlab.example.com:8443` (both https) or `http://gitlab.local:8080`, as scheme and authority.</summary>
    private static string Authority(string entry)
    {
        var text = entry.Contains("://", StringComparison.Ordinal) ? entry : "https://" + entry;
        return !entry.Contains('*', StringComparison.Ordinal) && TryCanonical(text, out _) && new Uri(text).AbsolutePath == "/"
            ? new Uri(text).GetLeftPart(UriPartial.Authority)
            : throw new InvalidSettingException(
                $"GITLAB_ALLOWED_HOSTS={entry} is not valid: expected host or host:port (https), or http://host:port; wildcards are not supported."
            );
    }

    public abstract record Choice
    {
        /// <param name="ApiUrl">Canonical.</param>
        /// <param name="Named">The request named it.</param>
        public sealed record Taken(string ApiUrl, bool Named) : Choice;

        /// <param name="Message">A sentence: why, and what to do.</param>
        public sealed record Refused(string Message) : Choice;
    }
}
