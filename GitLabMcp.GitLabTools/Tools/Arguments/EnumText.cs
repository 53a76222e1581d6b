using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>The words of an enum in any spelling: `OPENED`, `blocked-by` and `MergeRequest` are opened, blocked_by and
/// merge_request.</summary>
internal static class EnumText
{
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<string, string>> Words = new();

    /// <summary>The word as the schema has it; null for another text.</summary>
    public static string? Of(Type type, string text) =>
        text.Length > 100 ? null : Words.GetOrAdd(type, Read).GetValueOrDefault(Plain(text));

    private static FrozenDictionary<string, string> Read(Type type) =>
        Enum.GetValues(type)
            .Cast<object>()
            .Select(value => JsonSerializer.Serialize(value, type, ToolJson.Options).Trim('"'))
            .ToFrozenDictionary(Plain);

    private static string Plain(string text) =>
        string.Concat(text.Where(letter => !(letter is '_' or '-' || char.IsWhiteSpace(letter)))).ToLowerInvariant();
}
