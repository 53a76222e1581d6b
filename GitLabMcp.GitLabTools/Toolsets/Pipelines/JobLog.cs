using System.Globalization;
using System.Text;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Some lines of a job's log. Logs may have any size, so only these lines are kept of it.</summary>
/// <param name="Start">How many lines come before them; null when only the end of the log was read.</param>
/// <param name="Total">How many lines the log has; null when only its end was read.</param>
/// <param name="Size">The size of the log in bytes; null when GitLab did not say.</param>
internal sealed record JobLog(IReadOnlyList<string> Lines, long? Start, long? Total, long? Size)
{
    // In bytes of UTF-8. JSON needs two for a quote or a backslash, and an answer has at most 100,000.
    private const int MaxBytes = 45_000;
    private const int MaxLineLength = 4_000;

    // More than any window of usual lines has.
    private const int EndBytes = 2 * 1024 * 1024;

    /// <param name="offset">How many lines are skipped: at the end of the log for <paramref name="tail"/>, otherwise at its start.</param>
    /// <param name="limit">How many lines at most.</param>
    public static Task<Lookup<JobLog>> ReadAsync(
        ProjectId project,
        long job,
        int offset,
        int limit,
        bool tail,
        CallerGitLab gitlab,
        CancellationToken ct
    ) => tail ? ReadEndAsync(project, job, offset, limit, gitlab, ct) : ReadFromAsync(project, job, offset, limit, gitlab, ct);

    /// <summary>What the tool for a log answers. It says which lines it has.</summary>
    public JsonObject Window(int offset, bool tail)
    {
        var shown = Fitting(tail, MaxBytes);
        var window = new JsonObject();
        if (Total is { } total && Start is { } first)
        {
            var start = tail ? first + Lines.Count - shown.Count : first;
            window["lines_total"] = total;
            window["log"] = string.Join('\n', shown);
            window["note"] =
                total == 0 ? "The log is empty."
                : shown.Count == 0 ? Say($"The log has {total} lines; this offset is past them.")
                : Say($"Lines {start + 1} to {start + shown.Count} of {total}.{Rest(start, start + shown.Count, total, tail)}");
            return window;
        }

        window["log"] = string.Join('\n', shown);
        var which = offset == 0 ? Say($"The last {shown.Count} lines") : Say($"{shown.Count} lines before the last {offset}");
        window["note"] = $"{which} of a long log{Long()}. " + Say($"For earlier ones: offset={offset + shown.Count}.");
        return window;
    }

    /// <summary>Which lines these are, `61 to 100 of 100`, and their text, as much of its end as fits.</summary>
    public (string Which, string Text) End(int maxBytes)
    {
        var shown = Fitting(tail: true, maxBytes);
        return (
            Total == 0 ? "The log is empty."
            : Total is { } total ? Say($"{total - shown.Count + 1} to {total} of {total}")
            : Say($"the last {shown.Count} of a long log{Long()}"),
            string.Join('\n', shown)
        );
    }

    private static async Task<Lookup<JobLog>> ReadFromAsync(
        ProjectId project,
        long job,
        long first,
        int limit,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        var (window, size) = (LineWindow.From(first, limit, isLog: true), (long?)null);
        var reply = await gitlab.StreamAsync(
            $"projects/{project}/jobs/{job}/trace",
            lastBytes: null,
            (body, token) =>
            {
                (window, size) = (LineWindow.From(first, limit, isLog: true), body.Size);
                return window.ReadAsync(body.Bytes, token);
            },
            ct
        );
        return reply is GitLabRefusal
            ? new Lookup<JobLog>.Refused(ToolReply.Of(reply))
            : new Lookup<JobLog>.Found(new([.. window.Lines.Select(line => LogText.Of(line))], window.Start, window.Total, size));
    }

    /// <summary>Asks for the last bytes only. Where they do not have all the lines, all of the log is read.</summary>
    private static async Task<Lookup<JobLog>> ReadEndAsync(
        ProjectId project,
        long job,
        int offset,
        int limit,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        var wanted = (long)offset + limit;
        for (int? lastBytes = EndBytes; ; lastBytes = null)
        {
            var window = LineWindow.Last(wanted, isLog: true);
            BodyStream? read = null;
            var reply = await gitlab.StreamAsync(
                $"projects/{project}/jobs/{job}/trace",
                lastBytes,
                (body, token) =>
                {
                    (window, read) = (LineWindow.Last(wanted, isLog: true), body);
                    return window.ReadAsync(body.Bytes, token);
                },
                ct
            );
            if (reply is GitLabRefusal)
            {
                return new Lookup<JobLog>.Refused(ToolReply.Of(reply));
            }

            var isAll = read!.Start == 0;
            if (isAll && window.Lines.Count <= offset && window.Total > offset)
            {
                return await ReadFromAsync(
                    project,
                    job,
                    Math.Max(window.Total - wanted, 0),
                    (int)Math.Min(limit, window.Total - offset),
                    gitlab,
                    ct
                );
            }

            // A part begins somewhere in a line, which is not shown.
            if (isAll || window.Total > wanted)
            {
                var lines = window.Lines.Take(Math.Max(window.Lines.Count - offset, 0)).Select(line => LogText.Of(line)).ToList();
                return new Lookup<JobLog>.Found(
                    isAll ? new(lines, window.Start, window.Total, read.Size) : new(lines, Start: null, Total: null, read.Size)
                );
            }
        }
    }

    /// <summary>As many lines as fit, and at least one. Very long lines are shortened.</summary>
    private List<string> Fitting(bool tail, int maxBytes)
    {
        var shown = Lines.Select(line => Shortened(line, Math.Min(MaxLineLength, maxBytes / 4))).ToList();
        for (var bytes = shown.Sum(Size); bytes > maxBytes && shown.Count > 1; )
        {
            var drop = tail ? 0 : shown.Count - 1;
            bytes -= Size(shown[drop]);
            shown.RemoveAt(drop);
        }

        return shown;

        static int Size(string line) => Encoding.UTF8.GetByteCount(line) + 1;
    }

    private static string Shortened(string line, int length)
    {
        var window = TextWindow.Within(line, 0, length);
        return window.IsWhole ? line : Say($"{line[..window.End]} [the first {window.End} characters of this line of {line.Length}]");
    }

    private static string Rest(long start, long end, long count, bool tail) =>
        tail && start > 0 ? Say($" For earlier ones: offset={count - start}.")
        : !tail && end < count ? Say($" For later ones: offset={end} and tail=false.")
        : "";

    private string Long() => Size is { } bytes ? Say($" of {bytes} bytes") : "";

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
