namespace GitLabMcp.ServiceDefaults.GitLabAddresses;

/// <summary>Whether a request may go to the GitLab that it names.</summary>
public abstract record AddressDecision
{
    private AddressDecision() { }

    public sealed record Allowed(GitLabAddress Address) : AddressDecision;

    /// <param name="Reason">A sentence about "it", without anything of the text.</param>
    public sealed record Malformed(string Reason) : AddressDecision;

    /// <summary>Another GitLab than the operator's, while ENABLE_DYNAMIC_API_URL is off.</summary>
    public sealed record ChoosingIsOff : AddressDecision;

    /// <summary>Another GitLab than the operator's, which GITLAB_ALLOWED_HOSTS does not list.</summary>
    public sealed record NotListed : AddressDecision;
}
