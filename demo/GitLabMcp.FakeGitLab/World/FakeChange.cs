using System.Text;

namespace GitLabMcp.Fake.World;

/// <summary>What became of one file; null before for a new one, null after for a deleted one.</summary>
internal sealed record FakeChange(string Path, string? Before, string? After)
{
    private const int Context = 3;

    public static IReadOnlyList<FakeChange> Between(
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after
    ) =>
        [
            .. before
                .Keys.Union(after.Keys)
                .Order(StringComparer.Ordinal)
                .Select(path => new FakeChange(path, before.GetValueOrDefault(path), after.GetValueOrDefault(path)))
                .Where(change => change.Before != change.After),
        ];

    public int Added => Middle(Lines(After), Lines(Before)).Length;

    public int Removed => Middle(Lines(Before), Lines(After)).Length;

    /// <summary>One hunk from the first line that differs to the last: `@@ -1,4 +1,5 @@`.</summary>
    public string Diff
    {
        get
        {
            var (old, now) = (Lines(Before), Lines(After));
            var (start, end) = Same(old, now);
            var (from, tail) = (Math.Max(start - Context, 0), Math.Min(end, Context));
            var text = new StringBuilder();
            text.Append($"@@ -{Range(old.Length)} +{Range(now.Length)} @@\n");
            Add(' ', old[from..start]);
            Add('-', old[start..^end]);
            Add('+', now[start..^end]);
            Add(' ', old[^end..][..tail]);
            return text.ToString();

            string Range(int length) => $"{(length == 0 ? 0 : from + 1)},{length - end + tail - from}";

            void Add(char mark, string[] lines) => text.AppendJoin("", lines.Select(line => $"{mark}{line}\n"));
        }
    }

    private static string[] Middle(string[] lines, string[] others)
    {
        var (start, end) = Same(lines, others);
        return lines[start..^end];
    }

    /// <summary>How many lines are the same at the start, and at the end.</summary>
    internal static (int Start, int End) Same(string[] one, string[] other)
    {
        var most = Math.Min(one.Length, other.Length);
        var (start, end) = (0, 0);
        while (start < most && one[start] == other[start])
        {
            start++;
        }

        while (end < most - start && one[^(end + 1)] == other[^(end + 1)])
        {
            end++;
        }

        return (start, end);
    }

    internal static string[] Lines(string? text) => text is null or "" ? [] : text.TrimEnd('\n').Split('\n');
}
