namespace GitLabMcp.ServiceDefaults.GitLabAddresses;

/// <summary>What a text is, read as the address of a GitLab.</summary>
public abstract record ParsedAddress
{
    private ParsedAddress() { }

    public sealed record Valid(GitLabAddress Address) : ParsedAddress;

    /// <param name="Reason">A sentence about "it". It repeats nothing of the text, which may hold a password.</param>
    public sealed record Invalid(string Reason) : ParsedAddress;
}
