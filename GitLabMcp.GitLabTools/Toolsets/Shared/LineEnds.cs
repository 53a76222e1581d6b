namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Ends of lines in a text that is edited. Browsers write CRLF, and models write LF: the edit is made on LF, and afterwards
/// the lines end as they did before.</summary>
internal static class LineEnds
{
    /// <summary>The text with LF only.</summary>
    public static string Unified(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>An edited text with the ends that the original has: new lines get those that most of its lines have.</summary>
    /// <param name="unified">The original with LF only.</param>
    /// <param name="edited">What the edit made of <paramref name="unified"/>.</param>
    public static string Restored(string original, string unified, string edited)
    {
        var crlf = original.Length - unified.Length;
        if (crlf == 0)
        {
            return edited;
        }

        var lines = unified.AsSpan().Count('\n');
        if (crlf == lines)
        {
            return edited.Replace("\n", "\r\n", StringComparison.Ordinal);
        }

        // Both kinds occur: what stands before and after the edit stays as it is.
        var start = unified.AsSpan().CommonPrefixLength(edited);
        var most = Math.Min(unified.Length, edited.Length) - start;
        var end = 0;
        while (end < most && unified[^(end + 1)] == edited[^(end + 1)])
        {
            end++;
        }

        var middle = edited[start..^end];
        return original[..Place(original, start)]
            + (crlf * 2 > lines ? middle.Replace("\n", "\r\n", StringComparison.Ordinal) : middle)
            + original[Place(original, unified.Length - end)..];
    }

    /// <summary>Where in the original a place of the unified text is.</summary>
    private static int Place(string original, int unified)
    {
        var at = 0;
        for (var left = unified; left > 0; left--)
        {
            at += original[at] == '\r' && at + 1 < original.Length && original[at + 1] == '\n' ? 2 : 1;
        }

        return at;
    }
}
