using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <param name="Which">Which lines these are, `61 to 100 of 100`.</param>
internal sealed record LogEnd(string Which, string Text);

/// <summary>A job's log as text, and windows of its lines. Each window says which lines it has.</summary>
internal static partial class JobLog
{
    // In bytes of UTF-8. JSON needs two for a quote or a backslash, and an answer has at most 100,000.
    private const int MaxBytes = 45_000;
    private const int MaxLineLength = 4_000;

    /// <summary>The lines of a log without colours, section marks, overwritten progress and other control characters.</summary>
    public static string[] Lines(ReadOnlySpan<byte> trace)
    {
        var lines = Marks().Replace(Encoding.UTF8.GetString(trace), "").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            // `10%\r20%\rdone` reads `done`.
            var line = lines[i].TrimEnd('\r');
            lines[i] = Controls().Replace(line[(line.LastIndexOf('\r') + 1)..], "");
        }

        return lines is [.., ""] ? lines[..^1] : lines;
    }

    /// <param name="offset">How many lines are skipped: at the end of the log for <paramref name="tail"/>, otherwise at its start.</param>
    /// <param name="limit">How many lines the window has at most.</param>
    public static JsonObject Window(string[] lines, int offset, int limit, bool tail)
    {
        var (start, end) = tail
            ? (Math.Max(lines.Length - offset - limit, 0), Math.Max(lines.Length - offset, 0))
            : (Math.Min(offset, lines.Length), (int)Math.Min((long)offset + limit, lines.Length));
        var shown = Fitting(lines[start..end], tail, MaxBytes);
        (start, end) = tail ? (end - shown.Count, end) : (start, start + shown.Count);

        var window = new JsonObject { ["lines_total"] = lines.Length, ["log"] = string.Join('\n', shown) };
        window["note"] =
            lines.Length == 0 ? "The log is empty."
            : shown.Count == 0 ? Say($"The log has {lines.Length} lines; this offset is past them.")
            : Say($"Lines {start + 1} to {end} of {lines.Length}.{Rest(start, end, lines.Length, tail)}");
        return window;
    }

    /// <summary>The last lines of a log. Only they are decoded, because a log may be long.</summary>
    /// <param name="limit">How many lines at most; fewer when they do not fit.</param>
    public static LogEnd End(ReadOnlySpan<byte> trace, int limit, int maxBytes)
    {
        var ended = trace.EndsWith("\n"u8) ? trace[..^1] : trace;
        if (ended.IsEmpty)
        {
            return new("The log is empty.", "");
        }

        var start = ended.Length;
        for (var left = limit; left > 0 && start >= 0; left--)
        {
            start = ended[..start].LastIndexOf((byte)'\n');
        }

        var count = ended.Count((byte)'\n') + 1;
        var shown = Fitting(Lines(trace[(start + 1)..]), tail: true, maxBytes);
        return new(Say($"{count - shown.Count + 1} to {count} of {count}"), string.Join('\n', shown));
    }

    /// <summary>As many lines as fit, and at least one. Very long lines are shortened.</summary>
    private static List<string> Fitting(IEnumerable<string> lines, bool tail, int maxBytes)
    {
        var shown = lines.Select(line => TextWindow.Of(line, 0, Math.Min(MaxLineLength, maxBytes / 4), canGoOn: false)).ToList();
        for (var bytes = shown.Sum(Size); bytes > maxBytes && shown.Count > 1; )
        {
            var drop = tail ? 0 : shown.Count - 1;
            bytes -= Size(shown[drop]);
            shown.RemoveAt(drop);
        }

        return shown;
    }

    private static string Rest(int start, int end, int count, bool tail) =>
        tail && start > 0 ? Say($" For earlier ones: offset={count - start}.")
        : !tail && end < count ? Say($" For later ones: offset={end} and tail=false.")
        : "";

    private static int Size(string line) => Encoding.UTF8.GetByteCount(line) + 1;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>`section_start:1560896352:build[collapsed=true]\r` and `ESC[0;33m`.</summary>
    [GeneratedRegex(@"section_(?:start|end):\d+:[\w.\-]+(?:\[[^\]\r\n]*\])?\r?|\x1B\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"[\x00-\x08\x0B-\x1F\x7F]")]
    private static partial Regex Controls();
}
