using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Tags
{
    public static readonly Toolset Toolset = new("tags", "Git tags", Switch: null,
    [
        Tool.List<ListTags>("list_tags", "projects/{project_id}/repository/tags", "List the tags of a project, newest first.").Keyset("pagination=keyset").Keeping(Fields),
        Tool.Get<TagRef>("get_tag", "projects/{project_id}/repository/tags/{tag_name}", "Get one tag, with its commit and release notes.").Keeping(Fields),
        Tool.Post<CreateTag>("create_tag", "projects/{project_id}/repository/tags", "Tag a commit. With a message the tag is an annotated one.").Keeping(Fields),
        Tool.Delete<TagRef>("delete_tag", "projects/{project_id}/repository/tags/{tag_name}", "Delete a tag; the commits stay."),
        Tool.Get<TagRef>("get_tag_signature", "projects/{project_id}/repository/tags/{tag_name}/signature", "Check the signature of a tag. A tag that is not signed has none: 404."),
    ]);

    private static string[] Fields => ["name", "message?", "target", "protected", "created_at", "commit(id,title,author_name,committed_date)", "release(tag_name,description)"];

    private enum TagOrder { Name, Updated, Version }

    private sealed record ListTags(
        ProjectId ProjectId,
        [Description("Order; updated unless given. version sorts v1.10 after v1.9.")] TagOrder? OrderBy = null,
        [Description("Direction; desc unless given.")] Projects.Sort? Sort = null,
        [Description("Words in the name; ^v1 for a start, .0$ for an end.")] string? Search = null);

    private sealed record TagRef(
        ProjectId ProjectId,
        [Description("Name of the tag.")] Id TagName);

    private sealed record CreateTag(
        ProjectId ProjectId,
        [Description("Name of the new tag.")] string TagName,
        [Description("What to tag: a branch, a tag or a commit's SHA.")] string Ref,
        [Description("Message of an annotated tag.")] string? Message = null);
}
