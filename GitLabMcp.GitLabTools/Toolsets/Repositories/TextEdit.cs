using System.Globalization;
using System.Text;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The outcome of replacing a part of a text.</summary>
internal abstract record Edited
{
    /// <param name="Diff">The changed lines, `@@ line 3 @@`, `-old`, `+new`.</param>
    internal sealed record Done(string Text, int Places, string Diff) : Edited;

    internal sealed record Missing : Edited;

    internal sealed record TooLong : Edited;

    /// <param name="Lines">The lines where the old text stands; only the first of them when there are many.</param>
    internal sealed record Ambiguous(IReadOnlyList<int> Lines, bool AndMore) : Edited;
}

/// <summary>Replaces a part of a text by another.</summary>
internal static class TextEdit
{
    private const int MaxPlacesShown = 10;
    private const int MaxDiffLength = 4_000;
    private const int MaxResultLength = 2_000_000;

    /// <summary>Line ends of all kinds match each other, and the text keeps its own.</summary>
    /// <param name="all">Replace every place; without it the old text must stand in exactly one place.</param>
    public static Edited Replace(string text, string old, string @new, bool all)
    {
        // The search runs in a copy that has \n for every line end. The places are then moved back to those of the text.
        var flat = Flat(text);
        (old, @new) = (Flat(old), Flat(@new));
        var places = Places(flat, old, all);
        if (places.Count == 0)
        {
            return new Edited.Missing();
        }

        if (places.Count > 1 && !all)
        {
            return new Edited.Ambiguous(
                [.. places.Take(MaxPlacesShown).Select(place => LineOf(flat, place))],
                places.Count > MaxPlacesShown
            );
        }

        if (text.Length + ((long)places.Count * @new.Length) > MaxResultLength)
        {
            return new Edited.TooLong();
        }

        var returns = Returns(text);
        var usual = returns.Count * 2 > flat.AsSpan().Count('\n') ? "\r\n" : "\n";
        var result = new StringBuilder(text.Length + @new.Length);
        var at = 0;
        foreach (var place in places)
        {
            var (start, end) = (Unflat(place, returns), Unflat(place + old.Length, returns));
            var replaced = text.AsSpan(start, end - start);
            var lineEnd =
                replaced.Contains("\r\n", StringComparison.Ordinal) ? "\r\n"
                : replaced.Contains('\n') ? "\n"
                : usual;
            result.Append(text, at, start - at).Append(@new.Replace("\n", lineEnd, StringComparison.Ordinal));
            at = end;
        }

        return new Edited.Done(result.Append(text, at, text.Length - at).ToString(), places.Count, Diff(flat, places, old.Length, @new));
    }

    private static string Flat(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The places where the old text stands. Places that overlap are counted when exactly one is allowed.</summary>
    private static List<int> Places(string flat, string old, bool all)
    {
        List<int> places = [];
        for (
            var at = 0;
            (at = flat.IndexOf(old, at, StringComparison.Ordinal)) >= 0 && (all || places.Count <= MaxPlacesShown);
            at += all ? old.Length : 1
        )
        {
            places.Add(at);
        }

        return places;
    }

    /// <summary>The places in the copy whose line end had a \r in the text.</summary>
    private static List<int> Returns(string text)
    {
        List<int> returns = [];
        for (var at = -1; (at = text.IndexOf("\r\n", at + 1, StringComparison.Ordinal)) >= 0; )
        {
            returns.Add(at - returns.Count);
        }

        return returns;
    }

    /// <summary>The same place in the text itself, which has one character more for every \r before it.</summary>
    private static int Unflat(int place, List<int> returns) =>
        place + (returns.BinarySearch(place) is var found && found < 0 ? ~found : found);

    private static int LineOf(string flat, int place) => flat.AsSpan(0, place).Count('\n') + 1;

    private static string Diff(string flat, List<int> places, int length, string @new)
    {
        var diff = new StringBuilder();
        for (var first = 0; first < places.Count; )
        {
            if (diff.Length >= MaxDiffLength)
            {
                return diff.Append(CultureInfo.InvariantCulture, $"\n[{places.Count - first} more places]").ToString();
            }

            // Several places in the same lines are shown as one change.
            var start = places[first] == 0 ? 0 : flat.LastIndexOf('\n', places[first] - 1) + 1;
            var (at, after) = (start, new StringBuilder());
            int end;
            do
            {
                after.Append(flat, at, places[first] - at).Append(@new);
                at = places[first] + length;
                end = flat.IndexOf('\n', at) is >= 0 and var next ? next : flat.Length;
                first++;
            } while (first < places.Count && places[first] <= end);

            Append(diff, LineOf(flat, start), flat[start..end].Split('\n'), after.Append(flat, at, end - at).ToString().Split('\n'));
        }

        return diff.ToString();
    }

    private static void Append(StringBuilder diff, int line, string[] before, string[] after)
    {
        var same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        (before, after) = (before[same..], after[same..]);
        var end = before.Reverse().Zip(after.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        IEnumerable<string> changes = [.. before[..^end].Select(text => "-" + text), .. after[..^end].Select(text => "+" + text)];
        diff.Append(CultureInfo.InvariantCulture, $"{(diff.Length > 0 ? "\n" : "")}@@ line {line + same} @@\n")
            .Append(TextWindow.Of(string.Join('\n', changes), 0, MaxDiffLength, canGoOn: false));
    }
}
