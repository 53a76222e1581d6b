using System.Globalization;
using System.Text;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Lines of a file that is too large to be read at once: GitLab sends it raw, and only these lines are kept.</summary>
internal static class LargeFile
{
    // In bytes of UTF-8. JSON needs two for a quote or a backslash, and an answer has at most 100,000.
    private const int MaxBytes = 45_000;

    public static async Task<ToolReply> ReadAsync(Repositories.GetFile arguments, Id path, CallerGitLab gitlab, CancellationToken ct)
    {
        var count = (arguments.EndLine ?? int.MaxValue) - (long)arguments.StartLine + 1;
        LineWindow? window = null;
        BodyStream? read = null;
        var reply = await gitlab.StreamAsync(
            $"projects/{arguments.ProjectId}/repository/files/{path}/raw?ref={arguments.Ref}",
            lastBytes: null,
            (body, token) =>
            {
                (window, read) = (LineWindow.From(arguments.StartLine - 1, count, isLog: false), body);
                return window.ReadAsync(body.Bytes, token);
            },
            ct
        );
        return reply is GitLabRefusal ? ToolReply.Of(reply) : Show(window!, read!, arguments, path);
    }

    private static ToolReply Show(LineWindow window, BodyStream read, Repositories.GetFile arguments, Id path)
    {
        var size = read.Size is { } bytes ? Say($" and has {bytes} bytes") : "";
        if (window.Lines.Any(line => line.Contains((byte)0)))
        {
            return ToolReply.Refuse($"The file is no text{size}. Open it in GitLab.");
        }

        if (window.Lines.Count == 0)
        {
            var end = arguments.EndLine ?? window.Total;
            return ToolReply.Refuse(
                Say($"The file has no lines from {arguments.StartLine} to {end}; it has {window.Total} lines. ")
                    + "Correct start_line or end_line."
            );
        }

        var (text, shown, length) = (new StringBuilder(), 0, 0);
        foreach (var line in window.Lines.Select(Decode))
        {
            length += Encoding.UTF8.GetByteCount(line) + 1;
            if (length > MaxBytes && shown > 0)
            {
                break;
            }

            text.Append(shown++ > 0 ? "\n" : "").Append(TextWindow.Of(line, 0, MaxBytes / 3, canGoOn: false));
        }

        var last = arguments.StartLine - 1 + shown;
        var rest = last < Math.Min(arguments.EndLine ?? window.Total, window.Total) ? Say($" For later lines: start_line={last + 1}.") : "";
        return ToolReply.Json(
            new JsonObject
            {
                ["file_path"] = path.Text,
                ["ref"] = arguments.Ref.Text,
                ["size"] = read.Size,
                ["last_commit_id"] = read.Headers.TryGetValues("X-Gitlab-Last-Commit-Id", out var ids) ? string.Concat(ids) : null,
                ["lines"] = Say($"{arguments.StartLine} to {last} of {window.Total}"),
                ["content"] = text.ToString(),
                ["note"] = $"The file is too large to be shown at once.{rest}",
            }
        );
    }

    private static string Decode(byte[] line) => TextFile.Read(line)?.Text ?? Encoding.UTF8.GetString(line);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
