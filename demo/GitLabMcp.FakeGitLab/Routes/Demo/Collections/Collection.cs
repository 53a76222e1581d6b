using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes.Demo.Collections;

/// <summary>A list of documents that can be read and, by most, written: variables, environments, webhooks …</summary>
/// <param name="Route">After the project or group: `boards/:board/lists`.</param>
/// <param name="Kind">What GitLab calls one where there is none: `404 Environment Not Found`.</param>
internal sealed record Collection(string Route, string Kind)
{
    /// <summary>The field that names one in an address.</summary>
    public string Key { get; init; } = "id";

    public bool OfProjects { get; init; } = true;

    public bool OfGroups { get; init; }

    /// <summary>A group shows those of its projects, and has none of its own.</summary>
    public bool IsGathered { get; init; }

    public bool IsWritten { get; init; } = true;

    /// <summary>What must be given to make one.</summary>
    public string[] Required { get; init; } = [];

    /// <summary>What a new one has besides what is given.</summary>
    public string Defaults { get; init; } = "{}";

    /// <summary>Brings one into the form in which it is kept, after it was made or changed.</summary>
    public Action<Call, JsonObject>? Settle { get; init; }

    /// <summary>One as it is shown.</summary>
    public Func<Call, JsonObject, JsonObject>? Shape { get; init; }

    /// <summary>One as a list shows it, where that is less.</summary>
    public Func<Call, JsonObject, JsonObject>? InList { get; init; }
}
