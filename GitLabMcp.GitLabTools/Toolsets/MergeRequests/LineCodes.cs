using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Fills in the line codes of a comment on several lines, which follow from the path and the lines. A code has the numbers
/// of both sides, also of a line that only one side has; where the call gives one, the other comes from the changes of the merge
/// request. Where they do not tell it, the code is left out, because GitLab would show a wrong one at the wrong line.</summary>
internal static class LineCodes
{
    /// <summary>For tools with the argument position.</summary>
    public static Step FilledIn =>
        new(
            "position",
            async (values, gitlab, ct) =>
            {
                if (
                    values["position"] is DiffPosition { LineRange: { } range } position
                    && (position.NewPath ?? position.OldPath) is { } path
                )
                {
                    var diff =
                        HasOneNumber(range.Start) || HasOneNumber(range.End) ? await ReadAsync(values, position, path, gitlab, ct) : null;
                    values["position"] = position with
                    {
                        LineRange = new(WithCode(range.Start, path, diff), WithCode(range.End, path, diff)),
                    };
                }

                return null;
            }
        );

    private static bool HasOneNumber(RangeEnd end) => string.IsNullOrEmpty(end.LineCode) && (end.OldLine is null) != (end.NewLine is null);

    private static async Task<string?> ReadAsync(
        CallValues values,
        DiffPosition position,
        FilePath path,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        (string, string) file = (position.OldPath ?? path, path);
        var mergeRequest = (long)values["merge_request_iid"]!;
        return (await RawDiffs.ReadAsync(values.Project, mergeRequest, [file], withHeader: false, gitlab, ct)).GetValueOrDefault(file);
    }

    /// <param name="diff">The changes of the file; null where they are not known.</param>
    public static RangeEnd WithCode(RangeEnd end, FilePath path, string? diff)
    {
        DiffLines.Line? lines = end switch
        {
            { LineCode.Length: > 0 } => null,
            { OldLine: { } old, NewLine: { } @new } => new(old, @new, Side: null),
            { NewLine: { } @new } when diff is not null => DiffLines.Of(diff, @new, isNew: true),
            { OldLine: { } old } when diff is not null => DiffLines.Of(diff, old, isNew: false),
            _ => null,
        };
        return lines is var (before, after, _)
            ? end with
            {
                LineCode = string.Create(CultureInfo.InvariantCulture, $"{Hash(path)}_{before}_{after}"),
            }
            : end;
    }

#pragma warning disable CA5350 // GitLab's own name for a file in a line code; nothing is protected by it.
    private static string Hash(string path) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(path)));
#pragma warning restore CA5350
}
