using GitLabMcp.ServiceDefaults.GitLabAddresses;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge.Admission;

/// <summary>Which GitLab a request goes to: the operator's, or the allowed one that the request names in
/// <c>X-GitLab-API-URL</c>. The address of a GitLab never comes from a user alone: docs/reliability.md, S7.</summary>
internal sealed class GitLabInstances(SettingsReader settings)
{
    public const string Header = "X-GitLab-API-URL";

    private readonly AllowedAddresses _addresses = new(settings);

    /// <summary>API URL of the operator's own instance, canonical.</summary>
    public string Operators => _addresses.Operators.ApiUrl;

    /// <summary>The web site of the operator's own instance, without a slash at the end.</summary>
    public string OperatorsWebUrl => _addresses.Operators.WebUrl;

    public Choice Read(IHeaderDictionary headers)
    {
        var header = headers[Header];
        return header.Count switch
        {
            0 => new Choice.Taken(Operators, Named: false),
            1 => Of(_addresses.Decide(header[0] ?? "")),
            _ => Malformed("The header came more than once."),
        };
    }

    private static Choice Of(AddressDecision decision) =>
        decision switch
        {
            AddressDecision.Allowed allowed => new Choice.Taken(allowed.Address.ApiUrl, Named: true),
            AddressDecision.Malformed malformed => Malformed(malformed.Reason),
            AddressDecision.NotListed => new Choice.Refused(
                $"{Header} names a GitLab that this server may not call. The operator lists the allowed ones in GITLAB_ALLOWED_HOSTS."
            ),
            AddressDecision.ChoosingIsOff => new Choice.Refused(
                $"{Header} names another GitLab than this server's. Leave the header out; "
                    + "choosing an instance is off here (ENABLE_DYNAMIC_API_URL)."
            ),
            _ => throw new UnreachableException(decision.GetType().Name),
        };

    private static Choice.Refused Malformed(string reason) =>
        new($"{Header} must be one URL such as https://gitlab.example.com/api/v4, without user, query or fragment. {reason}");

    public abstract record Choice
    {
        /// <param name="ApiUrl">Canonical.</param>
        /// <param name="Named">The request named it.</param>
        public sealed record Taken(string ApiUrl, bool Named) : Choice;

        /// <param name="Message">A sentence: why, and what to do.</param>
        public sealed record Refused(string Message) : Choice;
    }
}
