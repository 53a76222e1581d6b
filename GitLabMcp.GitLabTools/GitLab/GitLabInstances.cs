using GitLabMcp.ServiceDefaults.GitLabAddresses;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The instances that calls may go to, by the rule that the Edge has too. It is asked again here, so that a fault of
/// another service sends no token to another host.</summary>
internal sealed class GitLabInstances(SettingsReader settings)
{
    public const string Refusal =
        "This server does not call that GitLab address: leave out X-GitLab-API-URL, or ask the operator to list the host in "
        + "GITLAB_ALLOWED_HOSTS (with ENABLE_DYNAMIC_API_URL=true).";

    private readonly AllowedAddresses _addresses = new(settings);

    public GitLabAddress Default => _addresses.Operators;

    /// <summary>The instance that a call names, or the operator's when it names none; null when it is not allowed.</summary>
    public GitLabAddress? Find(string? apiUrl) =>
        apiUrl is null ? Default : (_addresses.Decide(apiUrl) as AddressDecision.Allowed)?.Address;

    /// <summary>Whether a connection is one to the operator's own instance. The addresses of every other host are checked when
    /// connecting.</summary>
    public bool IsOperators(string host, int port) => Default.IsAt(host, port);
}
