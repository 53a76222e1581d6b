using GitLabMcp.GitLabTools.GitLab;

namespace GitLabMcp.GitLabTools.Tools;

/// <summary>Something to do before a tool's request: find the value of an argument that the call left out, or that
/// GitLab wants in another form.</summary>
/// <param name="Fills">The argument it fills in.</param>
/// <param name="RunAsync">Gives null to go on, or a refusal.</param>
internal sealed record Step(string Fills, Func<CallValues, CallerGitLab, CancellationToken, Task<ToolReply?>> RunAsync);

/// <summary>The arguments of one call by name, as a step reads and fills them.</summary>
internal readonly struct CallValues(ArgumentReader reader, object?[] values)
{
    public object? this[string name]
    {
        get => values[Index(name)];
        set => values[Index(name)] = value;
    }

    public ProjectId Project => (ProjectId)this["project_id"]!;

    private int Index(string name) =>
        reader.IndexOf(name) is >= 0 and var index
            ? index
            : throw new InvalidOperationException($"A step names {name}, which is no argument.");
}
