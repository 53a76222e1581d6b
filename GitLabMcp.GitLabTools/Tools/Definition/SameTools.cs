namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>What a call does in another way than by a tool (a quick action, a mutation, a part of an answer) is held to the tools that
/// do the same: docs/behaviour.md, Operator limits.</summary>
internal static class SameTools
{
    /// <param name="names">The tools that do the same. Which of them stands for this call cannot be told, so one that is denied is
    /// enough to refuse it, and so are the others where none is offered.</param>
    /// <returns>The end of a sentence; null for what this request may do.</returns>
    public static string? WhyNot(this IReachableTools tools, IReadOnlyList<string> names) =>
        tools.WhyDenied(names)
        ?? (
            names.Count > 0 && !names.Any(name => tools.Find(name) is ToolSearch<OfferedTool>.Found)
                ? $"{names[0]}, which does the same, is not offered here"
                : null
        );

    /// <summary>The same, by the operator's pattern alone.</summary>
    public static string? WhyDenied(this IReachableTools tools, IReadOnlyList<string> names) =>
        names.FirstOrDefault(tools.IsDenied) is { } denied ? $"{denied}, which does the same, is denied here" : null;
}
