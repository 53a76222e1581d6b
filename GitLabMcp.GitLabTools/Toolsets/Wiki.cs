using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Wiki
{
    public static readonly Toolset Toolset = new("wiki", "Wiki pages of projects and groups", Switch: "USE_GITLAB_WIKI",
    [
        Tool.Get<ListProjectPages>("list_wiki_pages", "projects/{project_id}/wikis", "List the pages of a project's wiki.").Keeping(Page),
        Tool.Get<ProjectPage>("get_wiki_page", "projects/{project_id}/wikis/{slug}", "Read one page of a project's wiki.").Keeping(Page).Windowing("content"),
        Tool.Post<CreateProjectPage>("create_wiki_page", "projects/{project_id}/wikis", "Create a page in a project's wiki.").Keeping(Written),
        Tool.Put<UpdateProjectPage>("update_wiki_page", "projects/{project_id}/wikis/{slug}", "Change a page of a project's wiki. Give title, content or both; content replaces the whole page.").Keeping(Written),
        Tool.Delete<ProjectPageRef>("delete_wiki_page", "projects/{project_id}/wikis/{slug}", "Delete a page of a project's wiki."),

        Tool.Get<ListGroupPages>("list_group_wiki_pages", "groups/{group_id}/wikis", "List the pages of a group's wiki.").Keeping(Page),
        Tool.Get<GroupPage>("get_group_wiki_page", "groups/{group_id}/wikis/{slug}", "Read one page of a group's wiki.").Keeping(Page).Windowing("content"),
        Tool.Post<CreateGroupPage>("create_group_wiki_page", "groups/{group_id}/wikis", "Create a page in a group's wiki.").Keeping(Written),
        Tool.Put<UpdateGroupPage>("update_group_wiki_page", "groups/{group_id}/wikis/{slug}", "Change a page of a group's wiki. Give title, content or both; content replaces the whole page.").Keeping(Written),
        Tool.Delete<GroupPageRef>("delete_group_wiki_page", "groups/{group_id}/wikis/{slug}", "Delete a page of a group's wiki."),
    ]);

    private static string[] Page => [.. Written, "content"];

    /// <summary>The content is not sent back to who has just written it.</summary>
    private static string[] Written => ["slug", "title", "format", "encoding"];

    private enum Format { Markdown, Rdoc, Asciidoc, Org }

    private sealed record ListProjectPages(
        ProjectId ProjectId,
        [Description("Add each page's text.")] bool? WithContent = null);

    private sealed record ListGroupPages(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Add each page's text.")] bool? WithContent = null);

    private sealed record ProjectPageRef(
        ProjectId ProjectId,
        [Description("The page's slug, like home or guides/setup.")] Id Slug);

    private sealed record GroupPageRef(
        [Description("Group number or full path.")] Id GroupId,
        [Description("The page's slug, like home or guides/setup.")] Id Slug);

    private sealed record ProjectPage(
        ProjectId ProjectId,
        [Description("The page's slug, like home or guides/setup.")] Id Slug,
        [Description("Give the text as HTML, not as it was written.")] bool? RenderHtml = null,
        [Description("An older version, by its hash.")] string? Version = null);

    private sealed record GroupPage(
        [Description("Group number or full path.")] Id GroupId,
        [Description("The page's slug, like home or guides/setup.")] Id Slug,
        [Description("Give the text as HTML, not as it was written.")] bool? RenderHtml = null,
        [Description("An older version, by its hash.")] string? Version = null);

    private sealed record CreateProjectPage(
        ProjectId ProjectId,
        [Description("Title; with slashes for a page below another.")] string Title,
        [Description("Text of the page.")] string Content,
        [Description("How the text is written; Markdown unless given.")] Format? Format = null);

    private sealed record CreateGroupPage(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Title; with slashes for a page below another.")] string Title,
        [Description("Text of the page.")] string Content,
        [Description("How the text is written; Markdown unless given.")] Format? Format = null);

    private sealed record UpdateProjectPage(
        ProjectId ProjectId,
        [Description("The page's slug, like home or guides/setup.")] Id Slug,
        [Description("New title; the slug follows it.")] string? Title = null,
        [Description("New text, whole.")] string? Content = null,
        [Description("How the text is written.")] Format? Format = null);

    private sealed record UpdateGroupPage(
        [Description("Group number or full path.")] Id GroupId,
        [Description("The page's slug, like home or guides/setup.")] Id Slug,
        [Description("New title; the slug follows it.")] string? Title = null,
        [Description("New text, whole.")] string? Content = null,
        [Description("How the text is written.")] Format? Format = null);
}
