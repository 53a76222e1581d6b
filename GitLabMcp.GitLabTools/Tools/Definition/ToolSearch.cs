namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>What came of looking for a tool by its name.</summary>
internal abstract record ToolSearch<T>
{
    internal sealed record Found(T Tool) : ToolSearch<T>;

    /// <param name="Sentence">Names the near miss, or says why the tool is not offered.</param>
    internal sealed record NotFound(string Sentence) : ToolSearch<T>;

    /// <summary>The tool changes something, and the token is known to have a scope that only reads.</summary>
    internal sealed record LacksScope(string Sentence) : ToolSearch<T>;

    /// <summary>The request's own selection names something that does not exist.</summary>
    internal sealed record InvalidSelection(string Sentence) : ToolSearch<T>;
}
