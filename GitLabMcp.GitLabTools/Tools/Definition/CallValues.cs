using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Definition;

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
