namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>The roles of members by their names, for arguments that take the number of an access level
/// (https://docs.gitlab.com/api/members/#roles).</summary>
internal static class RoleText
{
    private static readonly Dictionary<string, int> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["guest"] = 10,
        ["planner"] = 15,
        ["reporter"] = 20,
        ["developer"] = 30,
        ["maintainer"] = 40,
        ["owner"] = 50,
    };

    /// <param name="name">The name of the argument or field.</param>
    /// <param name="text">`reporter` in any case.</param>
    /// <returns>Null for an argument that takes no role, and for every other text.</returns>
    public static JsonElement? Of(string name, string text) =>
        name.EndsWith("access_level", StringComparison.Ordinal) && Levels.TryGetValue(text.Trim(), out var level)
            ? JsonSerializer.SerializeToElement(level)
            : null;
}
