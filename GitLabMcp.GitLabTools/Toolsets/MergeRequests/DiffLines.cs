using System.Globalization;
using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Tells the numbers that a line of a changed file has before and after the change. Like GitLab, it counts on for a line that
/// only one side has: a line that was added after the old line 4 has the old number 5.</summary>
internal static partial class DiffLines
{
    /// <param name="Side">The only side that has the line: it was added or removed; null for a line that both have.</param>
    internal readonly record struct Line(int Old, int New, LineType? Side);

    /// <param name="diff">The changes of one file, with their lines `@@`.</param>
    /// <param name="line">The number on one side.</param>
    /// <param name="isNew">It is the number after the change.</param>
    /// <returns>Null when the diff does not tell.</returns>
    public static Line? Of(string diff, int line, bool isNew)
    {
        // The numbers of the next line, and how many lines of each side the hunk still has.
        var (old, @new, oldLeft, newLeft) = (1, 1, 0, 0);
        foreach (var text in diff.Split('\n'))
        {
            var kind = text is [var first, ..] ? first : ' ';
            if (kind is not (' ' or '+' or '-' or '\\' or '@'))
            {
                // The change is binary, or too long to be all here.
                return null;
            }

            if (oldLeft <= 0 && newLeft <= 0)
            {
                if (Hunk().Match(text) is { Success: true } hunk)
                {
                    var (nextOld, nextNew) = (Number(hunk, "old", 0), Number(hunk, "new", 0));
                    if (line < (isNew ? nextNew : nextOld))
                    {
                        // The line is before this hunk, and so it is the same on both sides.
                        break;
                    }

                    (old, @new, oldLeft, newLeft) = (nextOld, nextNew, Number(hunk, "oldCount", 1), Number(hunk, "newCount", 1));
                }

                continue;
            }

            if (kind == '\\')
            {
                continue;
            }

            if (isNew ? kind != '-' && @new == line : kind != '+' && old == line)
            {
                return new(
                    old,
                    @new,
                    kind == '+' ? LineType.New
                        : kind == '-' ? LineType.Old
                        : null
                );
            }

            (old, oldLeft) = kind == '+' ? (old, oldLeft) : (old + 1, oldLeft - 1);
            (@new, newLeft) = kind == '-' ? (@new, newLeft) : (@new + 1, newLeft - 1);
        }

        return isNew ? new(line - @new + old, line, Side: null) : new(line, line - old + @new, Side: null);
    }

    private static int Number(Match hunk, string name, int other) =>
        hunk.Groups[name].Success && int.TryParse(hunk.Groups[name].ValueSpan, CultureInfo.InvariantCulture, out var number)
            ? number
            : other;

    [GeneratedRegex(@"^@@ -(?<old>\d+)(?:,(?<oldCount>\d+))? \+(?<new>\d+)(?:,(?<newCount>\d+))? @@", RegexOptions.ECMAScript)]
    private static partial Regex Hunk();
}
