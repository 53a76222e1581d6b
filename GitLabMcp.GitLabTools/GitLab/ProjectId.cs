using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A project by number or full path; a type of its own so that the limits on projects find every argument
/// that names one.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct ProjectId(string Text) : IPathSegment
{
    private const string ProjectPrefix = "project:";
    private const string GroupPrefix = "group:";

    public string Escaped => Uri.EscapeDataString(Text);

    /// <summary>Surely a project, never to be taken for a group: the call said so, or it was checked against the limit to certain
    /// projects.</summary>
    public bool IsProject { get; init; }

    /// <summary>The number or full path of a group, where the call names one: `12` for `group:12`. Null for a project, and for a path
    /// that may be either.</summary>
    public string? Group => Text.StartsWith(GroupPrefix, StringComparison.Ordinal) ? Text[GroupPrefix.Length..] : null;

    public override string ToString() => Text;

    /// <summary>`project:12` is the project 12. `group:12` stays as it is: a path of GitLab has no colon.</summary>
    private static ProjectId? Of(string? text) =>
        text is null ? null
        : After(ProjectPrefix, text) is { } project ? (Id.IsValid(project) ? new(project) { IsProject = true } : null)
        : After(GroupPrefix, text) is { } group ? (Id.IsValid(group) ? new(GroupPrefix + group) : null)
        : new ProjectId(text);

    /// <summary>`12` of `group:12`, for an argument that names groups only; another text as it is.</summary>
    public static string WithoutGroupPrefix(string text) => After(GroupPrefix, text) is { } group && Id.IsValid(group) ? group : text;

    private static string? After(string prefix, string text) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..].Trim() : null;

    private sealed class Converter : JsonConverter<ProjectId>
    {
        public override ProjectId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Of(Id.Read(ref reader)) ?? throw new JsonException();

        public override void Write(Utf8JsonWriter writer, ProjectId value, JsonSerializerOptions options) => Id.Write(writer, value.Text);
    }
}
