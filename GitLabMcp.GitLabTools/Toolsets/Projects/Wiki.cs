namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Wiki
{
    public static readonly Toolset Toolset = new(
        "wiki",
        "Wiki pages of projects and groups",
        Switch: "USE_GITLAB_WIKI",
        [
            Tool.Get<ListProjectPages>("list_wiki_pages", "projects/{project_id}/wikis", "List a project's wiki pages.")
                .PagedHere()
                .Keeping(Page),
            Tool.Get<ProjectPage>("get_wiki_page", "projects/{project_id}/wikis/{slug}", "Read a project's wiki page.")
                .Completing(WikiTitle.OfProjectAsync)
                .Keeping(Page)
                .Windowing("content"),
            Tool.Post<CreateProjectPage>("create_wiki_page", "projects/{project_id}/wikis", "Create a page in a project's wiki.")
                .Keeping(Written),
            Tool.Put<UpdateProjectPage>(
                    "update_wiki_page",
                    "projects/{project_id}/wikis/{slug}",
                    "Change a project's wiki page: title, content (whole) or both."
                )
                .After(WikiTitle.OfChangedPage)
                .Keeping(Written),
            Tool.Delete<ProjectPageRef>("delete_wiki_page", "projects/{project_id}/wikis/{slug}", "Delete a project's wiki page.")
                .After(WikiTitle.OfChangedPage),
            Tool.Get<ListGroupPages>("list_group_wiki_pages", "groups/{group_id}/wikis", "List a group's wiki pages.")
                .PagedHere()
                .Keeping(Page),
            Tool.Get<GroupPage>("get_group_wiki_page", "groups/{group_id}/wikis/{slug}", "Read a group's wiki page.")
                .Completing(WikiTitle.OfGroupAsync)
                .Keeping(Page)
                .Windowing("content"),
            Tool.Post<CreateGroupPage>("create_group_wiki_page", "groups/{group_id}/wikis", "Create a page in a group's wiki.")
                .Keeping(Written),
            Tool.Put<UpdateGroupPage>(
                    "update_group_wiki_page",
                    "groups/{group_id}/wikis/{slug}",
                    "Change a group's wiki page: title, content (whole) or both."
                )
                .After(WikiTitle.OfChangedPage)
                .Keeping(Written),
            Tool.Delete<GroupPageRef>("delete_group_wiki_page", "groups/{group_id}/wikis/{slug}", "Delete a group's wiki page.")
                .After(WikiTitle.OfChangedPage),
        ]
    );

    private const string Page = $"{Written}, content";

    /// <summary>Without the content, which the caller has just written.</summary>
    private const string Written = "slug, title, format, encoding";

    private enum Format
    {
        Markdown,
        Rdoc,
        Asciidoc,
        Org,
    }

    private sealed record ListProjectPages(ProjectId ProjectId, [Description("Also the texts.")] bool? WithContent = null);

    private sealed record ListGroupPages(
        [Description("Id or path.")] Id GroupId,
        [Description("Also the texts.")] bool? WithContent = null
    );

    [ArgumentGroup]
    private sealed record ProjectPageRef(ProjectId ProjectId, [Description("Like home or guides/setup.")] Id Slug);

    [ArgumentGroup]
    private sealed record GroupPageRef([Description("Id or path.")] Id GroupId, [Description("Like home or guides/setup.")] Id Slug);

    [ArgumentGroup]
    private sealed record PageView(
        [Description("As HTML.")] bool? RenderHtml = null,
        [Description("An older version's SHA.")] string? Version = null
    );

    private sealed record ProjectPage(ProjectPageRef Page, PageView View);

    private sealed record GroupPage(GroupPageRef Page, PageView View);

    [ArgumentGroup]
    private sealed record NewPage(
        [Description("Slashes make subpages.")] string Title,
        [Description("Text.")] string Content,
        [Description("Default markdown.")] Format? Format = null
    );

    private sealed record CreateProjectPage(ProjectId ProjectId, NewPage Page);

    private sealed record CreateGroupPage([Description("Id or path.")] Id GroupId, NewPage Page);

    [ArgumentGroup]
    private sealed record PageChanges(
        [Description("Changes the slug too.")] string? Title = null,
        [Description("Whole text.")] string? Content = null,
        [Description("Of the text.")] Format? Format = null
    );

    private sealed record UpdateProjectPage(ProjectPageRef Page, PageChanges Changes);

    private sealed record UpdateGroupPage(GroupPageRef Page, PageChanges Changes);
}
