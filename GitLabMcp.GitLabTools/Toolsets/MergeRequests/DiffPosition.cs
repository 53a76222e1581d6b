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

/// <summary>A place in a diff, as GitLab takes it for threads and drafts. Without SHAs, <see cref="DiffPlace"/> completes it.</summary>
internal sealed record DiffPosition(
    [Description("Default newest.")] string? BaseSha = null,
    [Description("Default newest.")] string? StartSha = null,
    [Description("Default newest.")] string? HeadSha = null,
    [Description("text: a line.")] PositionType PositionType = PositionType.Text,
    [Description("Path after the change.")] FilePath? NewPath = null,
    [Description("Path before it.")] FilePath? OldPath = null,
    [Description("Line after the change.")] int? NewLine = null,
    [Description("Line before it, if removed.")] int? OldLine = null,
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
