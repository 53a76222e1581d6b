namespace GitLabMcp.GitLabTools.Resources;

/// <summary>A resource, as data: a URI template, and the tool that is called to read it with the variables of the template as
/// arguments.</summary>
/// <param name="Uri">A <see cref="UriTemplate"/>, `gitlab://projects/{project_id}/issues/{issue_iid}{?offset}`.</param>
/// <param name="Tool">The tool that reads it.</param>
internal sealed record Resource(string Name, string Uri, string Description, string Tool)
{
    public UriTemplate Template { get; } = new(Uri);

    /// <summary>Null for a file, whose type follows from its name.</summary>
    public string? MimeType { get; init; } = "application/json";

    /// <summary>For a resource that is a text: the field of the tool's answer that has it. Null where the answer itself is the
    /// resource.</summary>
    public string? TextField { get; init; }

    /// <summary>`merge_request_diff` is `Merge request diff`.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..].Replace('_', ' ');

    public Resource AsText(string field, string? mimeType) => this with { TextField = field, MimeType = mimeType };
}
