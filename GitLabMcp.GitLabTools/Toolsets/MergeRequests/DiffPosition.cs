namespace GitLabMcp.GitLabTools.Toolsets;

internal enum PositionType
{
    Text,
    Image,
    File,
}

internal enum LineType
{
    New,
    Old,
}

/// <summary>A place in a diff, as GitLab takes it for threads and drafts.</summary>
internal sealed record DiffPosition(
    [Description("From diff_refs.")] string BaseSha,
    [Description("From diff_refs.")] string StartSha,
    [Description("From diff_refs.")] string HeadSha,
    [Description("text: a line.")] PositionType PositionType = PositionType.Text,
    [Description("Path after the change.")] FilePath? NewPath = null,
    [Description("Path before it; give both.")] FilePath? OldPath = null,
    [Description("Added: alone; unchanged: with old_line.")] int? NewLine = null,
    [Description("Removed: alone.")] int? OldLine = null,
    [Description("For several lines.")] LineRange? LineRange = null,
    [Description("Of the image.")] int? Width = null,
    [Description("Of the image.")] int? Height = null,
    [Description("From the left.")] int? X = null,
    [Description("From the top.")] int? Y = null
);

/// <summary>Several lines, from the first to the last.</summary>
internal sealed record LineRange([Description("First line.")] RangeEnd Start, [Description("Last line.")] RangeEnd End);

/// <summary>The first or the last line of a range of lines.</summary>
internal sealed record RangeEnd(
    [Description("SHA-1 of the path, _, old line, _, new line.")] string? LineCode = null,
    [Description("new for added lines.")] LineType? Type = null,
    [Description("Line before.")] int? OldLine = null,
    [Description("Line after.")] int? NewLine = null
);
