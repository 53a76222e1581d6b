namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>The names of arguments that mean the same for every tool that has them.</summary>
internal static class ArgumentNames
{
    public const string Project = "project_id";
    public const string Group = "group_id";
    public const string Url = "url";

    public const string Page = "page";
    public const string PerPage = "per_page";
    public const string Offset = "offset";
    public const string Detail = "detail";
    public const string Cursor = "cursor";
    public const string DryRun = "dry_run";
    public const string Confirm = "confirm";

    /// <summary>Tools that had these before there was <see cref="Detail"/> keep them.</summary>
    public const string FullResponse = "full_response";
    public const string Summary = "summary";

    /// <summary>Those that so many tools have that they say nothing about one.</summary>
    public static readonly IReadOnlySet<string> Common = new HashSet<string>
    {
        Project,
        Group,
        Url,
        Page,
        PerPage,
        Offset,
        Detail,
        Cursor,
        DryRun,
        Confirm,
    };
}
