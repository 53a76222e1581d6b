namespace GitLabMcp.GitLabTools.Toolsets;

internal static class CodeSearch
{
    public static readonly Toolset Toolset = new(
        "search",
        "Search in code, issues, merge requests, commits, comments, wikis and more",
        Switch: null,
        [
            Search.Tool,
            Tool.List<SearchProjectCode>(
                    "search_project_code",
                    "projects/{project_id}/search?scope=blobs",
                    "Search a project's code; read on with get_file_contents and start_line."
                )
                .After(Filters)
                .Keeping(Hit),
        ]
    );

    internal const string Hit = "project_id, project, path, ref, startline, data";

    /// <summary>GitLab takes filters as words of the search: `tax filename:*.rb`.</summary>
    internal static Step Filters =>
        new(
            "search",
            (values, _, _) =>
            {
                foreach (var name in (string[])["filename", "path", "extension"])
                {
                    if (values[name] is string { Length: > 0 } text)
                    {
                        // GitLab compares with paths like src/a.cs, which begin with no slash.
                        values["search"] += $" {name}:{(name == "path" ? FromRoot(text) : text)}";
                    }
                }

                return Task.FromResult<ToolReply?>(null);
            }
        );

    private static string FromRoot(string path)
    {
        var bare = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        return bare.TrimStart('/') is { Length: > 0 } inside ? inside : path;
    }

    private sealed record SearchProjectCode(
        ProjectId ProjectId,
        [Description("Words in files.")] string Search,
        [NotSent] [Description("File name; * for any part.")] [HiddenByDefault] string? Filename = null,
        [NotSent] [Description("Part of the path; * is any.")] string? Path = null,
        [NotSent] [Description("Like cs.")] [HiddenByDefault] string? Extension = null,
        [Description("Branch or tag.")] GitRef? Ref = null
    );
}
