using System.ComponentModel;

namespace GitLabMcp.GitLabTools.Toolsets;

internal enum PositionType { Text, Image, File }

internal enum LineType { New, Old }

/// <summary>A place in a diff, as GitLab takes it for threads and drafts.</summary>
internal sealed record DiffPosition(
    [Description("diff_refs.base_sha of the merge request.")] string BaseSha,
    [Description("diff_refs.start_sha of the merge request.")] string StartSha,
    [Description("diff_refs.head_sha of the merge request.")] string HeadSha,
    [Description("text for a line, file for a whole file, image for a point of an image.")] PositionType PositionType = PositionType.Text,
    [Description("Path of the file after the change.")] string? NewPath = null,
    [Description("Path of the file before the change; give both.")] string? OldPath = null,
    [Description("Line after the change: for added lines alone, for unchanged ones with old_line.")] int? NewLine = null,
    [Description("Line before the change: for removed lines alone.")] int? OldLine = null,
    [Description("For a comment on several lines.")] LineRange? LineRange = null,
    [Description("Width of the image.")] int? Width = null,
    [Description("Height of the image.")] int? Height = null,
    [Description("Place in the image from the left.")] int? X = null,
    [Description("Place in the image from the top.")] int? Y = null);

internal sealed record LineRange(
    [Description("First line.")] RangeEnd Start,
    [Description("Last line.")] RangeEnd End);

internal sealed record RangeEnd(
    [Description("SHA-1 of the path, _, old line, _, new line.")] string? LineCode = null,
    [Description("new for added lines, old for others.")] LineType? Type = null,
    [Description("Line before the change.")] int? OldLine = null,
    [Description("Line after the change.")] int? NewLine = null);
