using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Fills in the line codes of a comment on several lines, which GitLab wants and which follow from the path
/// and the lines.</summary>
internal static class LineCodes
{
    /// <summary>For tools with the argument position.</summary>
    public static Step FilledIn =>
        new(
            "position",
            (values, _, _) =>
            {
                if (values["position"] is DiffPosition { LineRange: { } range } position)
                {
                    values["position"] = position with { LineRange = new(WithCode(range.Start, position), WithCode(range.End, position)) };
                }

                return Task.FromResult<ToolReply?>(null);
            }
        );

    private static RangeEnd WithCode(RangeEnd end, DiffPosition position) =>
        !string.IsNullOrEmpty(end.LineCode) || (position.NewPath ?? position.OldPath) is not { } path ? end
        : end.OldLine is null && end.NewLine is null ? end
        : end with { LineCode = string.Create(CultureInfo.InvariantCulture, $"{Hash(path)}_{end.OldLine ?? 0}_{end.NewLine ?? 0}") };

#pragma warning disable CA5350 // GitLab's own name for a file in a line code; nothing is protected by it.
    private static string Hash(string path) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(path)));
#pragma warning restore CA5350
}
