using System.Collections.Frozen;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.ServiceDefaults.GitLabAddresses;

/// <summary>The GitLabs that a request may go to: the operator's (GITLAB_API_URL), and with ENABLE_DYNAMIC_API_URL those on a host
/// of GITLAB_ALLOWED_HOSTS (docs/reliability.md, S7). Edge and GitLabTools both decide with this class.</summary>
public sealed class AllowedAddresses
{
    private readonly bool _isDynamic;
    private readonly FrozenSet<string> _origins;

    /// <exception cref="InvalidSettingException">One of the three settings cannot be used.</exception>
    public AllowedAddresses(SettingsReader settings)
    {
        Operators = OperatorsOf(settings.Text(GitLabSettings.ApiUrl));
        _isDynamic = settings.Flag(GitLabSettings.DynamicApiUrl);
        _origins = settings.List(GitLabSettings.AllowedHosts).Select(OriginOf).ToFrozenSet(StringComparer.Ordinal);
        if (_isDynamic && _origins.Count == 0)
        {
            throw new InvalidSettingException(
                "ENABLE_DYNAMIC_API_URL=true requires GITLAB_ALLOWED_HOSTS: list the hosts that X-GitLab-API-URL may name."
            );
        }
    }

    /// <summary>The operator's own GitLab.</summary>
    public GitLabAddress Operators { get; }

    /// <param name="text">The address that a request names.</param>
    public AddressDecision Decide(string text) =>
        GitLabAddress.Parse(text) switch
        {
            ParsedAddress.Invalid invalid => new AddressDecision.Malformed(invalid.Reason),
            ParsedAddress.Valid { Address: var address } when address == Operators => new AddressDecision.Allowed(Operators),
            _ when !_isDynamic => new AddressDecision.ChoosingIsOff(),
            ParsedAddress.Valid { Address: var address } when _origins.Contains(address.Origin) => new AddressDecision.Allowed(address),
            _ => new AddressDecision.NotListed(),
        };

    private static GitLabAddress OperatorsOf(string text) =>
        GitLabAddress.Parse(text) switch
        {
            ParsedAddress.Valid { Address: var address } => address,
            ParsedAddress.Invalid { Reason: var reason } => throw new InvalidSettingException(
                $"{Shown("GITLAB_API_URL", text)} is not valid: expected a URL such as https://gitlab.example.com/api/v4. {reason}"
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>`gitlab.example.com` and `gitlab.example.com:8443` mean https; `http://gitlab.local:8080` says http.</summary>
    private static string OriginOf(string entry)
    {
        var text = entry.Contains("://", StringComparison.Ordinal) ? entry : "https://" + entry;
        return GitLabAddress.Parse(text) is ParsedAddress.Valid valid && new Uri(text).AbsolutePath == "/"
            ? valid.Address.Origin
            : throw new InvalidSettingException(
                $"{Shown("GITLAB_ALLOWED_HOSTS", entry)} is not valid: expected host or host:port (https), or http://host:port; "
                    + "paths and wildcards are not supported."
            );
    }

    /// <summary>A password in an address must not come to a log.</summary>
    private static string Shown(string name, string value) => value.AsSpan().ContainsAny('@', '?') ? name : $"{name}={value}";
}
