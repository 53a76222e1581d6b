using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Resources;

/// <summary>Something of GitLab's that has an address, as data: reading it calls a tool, whose arguments are the holes of
/// the address.</summary>
/// <param name="Uri">A <see cref="UriTemplate"/>, `gitlab://projects/{project_id}/issues/{issue_iid}{?offset}`.</param>
/// <param name="Tool">The tool that reads it.</param>
internal sealed record Resource(string Name, string Uri, string Description, string Tool)
{
    public UriTemplate Template { get; } = new(Uri);

    /// <summary>Null for a file, whose path says it.</summary>
    public string? MimeType { get; init; } = "application/json";

    /// <summary>The field of the tool's answer that is the whole resource, where it is a text; null for the answer itself.</summary>
    public string? TextField { get; init; }

    /// <summary>`merge_request_diff` is `Merge request diff`.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..].Replace('_', ' ');

    public Resource AsText(string field, string? mimeType) => this with { TextField = field, MimeType = mimeType };
}
