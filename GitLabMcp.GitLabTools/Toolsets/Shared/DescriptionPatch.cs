namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The outcome of applying a patch to a text.</summary>
internal abstract record Patched
{
    internal sealed record Text(string Value, int Changes) : Patched;

    /// <param name="Sentence">Why the patch does not apply, and what to do.</param>
    internal sealed record Failed(string Sentence) : Patched;
}

/// <summary>Small edits of a long text: search and replace blocks, or a unified diff.</summary>
internal static class DescriptionPatch
{
    private const int MaxDescriptionLength = 1_048_576;

    private const string Search = "<<<<<<< SEARCH",
        Divider = "=======",
        Replace = ">>>>>>> REPLACE";

    /// <summary>Applies blocks of these lines: <see cref="Search"/>, the old text, <see cref="Divider"/>, the new text,
    /// <see cref="Replace"/>.</summary>
    /// <param name="allowMultiple">Replace every place of the old text; without it the old text must stand in exactly one.</param>
    public static Patched ReplaceBlocks(string text, string patch, bool allowMultiple)
    {
        var lines = Lines(patch);
        var changes = 0;
        for (var at = 0; (at = lines.IndexOf(Search, at)) >= 0; changes++)
        {
            var divider = lines.IndexOf(Divider, at);
            var end = lines.IndexOf(Replace, at);
            if (divider < 0 || end < divider)
            {
                return new Patched.Failed($"A block of the patch is not complete: it needs the lines {Search}, {Divider} and {Replace}.");
            }

            var old = string.Join('\n', lines[(at + 1)..divider]);
            var @new = string.Join('\n', lines[(divider + 1)..end]);
            var count = old.Length == 0 ? 0 : text.Split(old).Length - 1;
            if (count == 0)
            {
                return new Patched.Failed(
                    $"Block {changes + 1} of the patch searches for a text that the description does not have. "
                        + "Read the issue again and copy it exactly."
                );
            }

            if (count > 1 && !allowMultiple)
            {
                return new Patched.Failed(
                    $"Block {changes + 1} of the patch fits {count} places. Search for more of the text around it, or set allow_multiple."
                );
            }

            if (text.Length + ((long)count * (@new.Length - old.Length)) > MaxDescriptionLength)
            {
                return new Patched.Failed(
                    $"Block {changes + 1} of the patch makes the description longer than GitLab takes ({MaxDescriptionLength} characters)."
                );
            }

            text = text.Replace(old, @new, StringComparison.Ordinal);
            at = end;
        }

        return changes > 0
            ? new Patched.Text(text, changes)
            : new Patched.Failed(
                $"The patch has no block. Write {Search}, the old text, {Divider}, the new text, {Replace}, each marker on its own line."
            );
    }

    /// <summary>Applies the hunks of a unified diff, `@@ -1,3 +1,4 @@` and lines that start with space, - or +.</summary>
    public static Patched UnifiedDiff(string text, string patch)
    {
        var lines = Lines(text);
        var changes = 0;
        foreach (var hunk in Hunks(patch))
        {
            changes++;
            List<string> before = [.. hunk.Where(line => line is not ['+', ..]).Select(Content)];
            List<string> after = [.. hunk.Where(line => line is not ['-', ..]).Select(Content)];
            var places =
                before.Count == 0
                    ? []
                    : Enumerable
                        .Range(0, Math.Max(lines.Count - before.Count + 1, 0))
                        .Where(start => lines.Skip(start).Take(before.Count).SequenceEqual(before))
                        .ToList();
            if (places is not [var place])
            {
                return new Patched.Failed(
                    places.Count == 0
                        ? $"Hunk {changes} of the diff does not fit the description. Read the issue again and copy the lines exactly."
                        : $"Hunk {changes} of the diff fits {places.Count} places. Give more lines around it."
                );
            }

            lines.RemoveRange(place, before.Count);
            lines.InsertRange(place, after);
        }

        return changes > 0
            ? new Patched.Text(string.Join('\n', lines), changes)
            : new Patched.Failed("The diff has no hunk: it needs a line that starts with @@ and changed lines after it.");
    }

    /// <summary>The texts that a patch adds: the new text of each block, the lines with + of each hunk.</summary>
    public static IEnumerable<string> Added(string patch)
    {
        var lines = Lines(patch);
        for (var at = 0; (at = lines.IndexOf(Divider, at)) >= 0; at++)
        {
            var end = lines.IndexOf(Replace, at);
            yield return string.Join('\n', lines[(at + 1)..(end < 0 ? lines.Count : end)]);
        }

        foreach (var hunk in Hunks(patch))
        {
            yield return string.Join('\n', hunk.Where(line => line is ['+', ..]).Select(Content));
        }
    }

    private static List<List<string>> Hunks(string patch)
    {
        List<List<string>> hunks = [];
        foreach (var line in Lines(patch.TrimEnd('\n', '\r')))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                hunks.Add([]);
            }
            else if (hunks.Count > 0 && line is not ['\\', ..])
            {
                hunks[^1].Add(line);
            }
        }

        return hunks;
    }

    /// <summary>The line without the mark at its start. Editors remove the space of an empty line, so that may have no mark.</summary>
    private static string Content(string line) => line.Length == 0 ? "" : line[1..];

    private static List<string> Lines(string text) => [.. text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n')];
}
