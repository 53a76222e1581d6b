namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>What came of reading the argument url.</summary>
/// <param name="Leads">What it leads to, for sentences; empty when there is none.</param>
/// <param name="Ref">What is still to be asked of GitLab; null for nothing.</param>
internal sealed record UrlReading(string Leads, SlashedRef? Ref = null)
{
    public static readonly UrlReading None = new("");
}
