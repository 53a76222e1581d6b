using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Pages;

/// <summary>Every tool that a request can ask for here, by toolset.</summary>
internal sealed record Catalogue(IReadOnlyList<Catalogue.Toolset> Toolsets)
{
    public int Tools => Toolsets.Sum(toolset => toolset.Tools.Count);

    public int ReadingTools => Toolsets.Sum(toolset => toolset.Tools.Count(tool => tool.OnlyReads));

    public static Catalogue Of(ToolList list)
    {
        var tools = list.Tools.ToLookup(tool => tool.Toolset);
        var about = list.Toolsets.ToDictionary(toolset => toolset.Name, toolset => toolset.About);
        return new([
            .. tools.Select(toolset => new Toolset(
                toolset.Key,
                about.GetValueOrDefault(toolset.Key, ""),
                [.. toolset.Select(tool => new Tool(tool.Name, tool.Description, AccessOf(tool), [.. ArgumentsOf(tool)]))]
            )),
        ]);
    }

    /// <summary>GitLabTools of an earlier version does not say it.</summary>
    private static string AccessOf(GitLabTools.Contract.Tool tool) =>
        tool.Access.Length > 0 ? tool.Access
        : tool.ReadOnly ? "read"
        : "write";

    private static IEnumerable<Argument> ArgumentsOf(GitLabTools.Contract.Tool tool)
    {
        using var schema = JsonDocument.Parse(tool.InputSchema.Memory);
        var root = schema.RootElement;
        var required = root.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        return root.TryGetProperty("properties", out var properties)
            ? [.. properties.EnumerateObject().Select(one => new Argument(one.Name, required.Contains(one.Name)))]
            : [];
    }

    /// <param name="About">A few words; may be empty.</param>
    public sealed record Toolset(string Name, string About, IReadOnlyList<Tool> Tools);

    /// <param name="Access">`read`, `write`, `delete` or `as asked`.</param>
    public sealed record Tool(string Name, string Description, string Access, IReadOnlyList<Argument> Arguments)
    {
        public bool OnlyReads => Access == "read";
    }

    public sealed record Argument(string Name, bool IsRequired);
}
