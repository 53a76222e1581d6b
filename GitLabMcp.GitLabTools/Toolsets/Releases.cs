using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Releases
{
    public static readonly Toolset Toolset = new("releases", "Releases and their assets", Switch: null,
    [
        Tool.List<ListReleases>("list_releases", "projects/{project_id}/releases", "List the releases of a project, newest first.").Keeping([.. Fields, Links]),
        Tool.Get<GetRelease>("get_release", "projects/{project_id}/releases/{tag_name}", "Get one release: notes, links and source archives.").Keeping([.. Fields, "assets(count,links(name,url,direct_asset_url,link_type),sources(format,url))", "evidences(sha,filepath,collected_at)"]).Windowing("description"),
        Tool.Post<CreateRelease>("create_release", "projects/{project_id}/releases", "Publish a release of a tag; the tag is made from ref when it does not exist.").Keeping([.. Fields, Links]),
        Tool.Put<UpdateRelease>("update_release", "projects/{project_id}/releases/{tag_name}", "Change a release. Only what is given changes.").Keeping([.. Fields, Links]),
        Tool.Delete<ReleaseRef>("delete_release", "projects/{project_id}/releases/{tag_name}", "Delete a release; its tag stays.").Keeping("tag_name", "name"),
        Tool.Post<ReleaseRef>("create_release_evidence", "projects/{project_id}/releases/{tag_name}/evidence", "Collect evidence for a release: a snapshot of its milestones, issues and links."),
        Tool.Call<DownloadAsset>("download_release_asset", Access.Read, "Read a file of a release. Gives text, small other files as base64, or the link when it is stored elsewhere.", DownloadAsync),
    ]);

    private const string Links = "assets(count,links(name,url,direct_asset_url,link_type))";

    private static string[] Fields => ["tag_name", "name", "description", "description_html", "released_at", "upcoming_release?", "author", "commit(id,title)", "milestones(iid,title,state)"];

    private static async Task<ToolReply> DownloadAsync(DownloadAsset arguments, GitLabSession gitlab, CancellationToken ct)
    {
        var reply = await gitlab.GetAsync($"projects/{arguments.ProjectId}/releases/{arguments.TagName}/downloads/{arguments.DirectAssetPath}", ct);
        return reply is GitLabRefusal { Status: >= 300 and < 400 } elsewhere
            ? await LinkAsync(arguments, gitlab, ct) ?? ToolReply.Of(elsewhere)
            : FileAnswer.Of(reply, arguments.DirectAssetPath.Text, arguments.Offset);
    }

    /// <summary>The link as the release shows it; where GitLab redirects to may be signed for this one download.</summary>
    private static async Task<ToolReply?> LinkAsync(DownloadAsset arguments, GitLabSession gitlab, CancellationToken ct)
    {
        if (await gitlab.GetAsync($"projects/{arguments.ProjectId}/releases/{arguments.TagName}", ct) is not GitLabAnswer answer)
        {
            return null;
        }

        using (answer)
        {
            var links = answer.IsJson ? JsonNode.Parse(answer.Body.Span)?["assets"]?["links"] as JsonArray : null;
            var end = "/downloads/" + arguments.DirectAssetPath.Text;
            var link = links?.FirstOrDefault(link => link?["direct_asset_url"]?.ToString().EndsWith(end, StringComparison.Ordinal) == true);
            return link?["url"] is not { } url ? null : ToolReply.Json(new JsonObject
            {
                ["name"] = link["name"]?.DeepClone(),
                ["url"] = url.DeepClone(),
                ["note"] = "The file is stored outside this GitLab and was not read: open the url.",
            });
        }
    }

    private enum ReleaseOrder { ReleasedAt, CreatedAt }

    private enum AssetType { Other, Runbook, Image, Package }

    private sealed record ListReleases(
        ProjectId ProjectId,
        [Description("Order; released_at unless given.")] ReleaseOrder? OrderBy = null,
        [Description("Direction; desc unless given.")] Projects.Sort? Sort = null,
        [Description("Add the notes as HTML too.")] bool? IncludeHtmlDescription = null);

    private sealed record ReleaseRef(
        ProjectId ProjectId,
        [Description("Name of the release's tag.")] Id TagName);

    private sealed record GetRelease(
        ProjectId ProjectId,
        [Description("Name of the release's tag.")] Id TagName,
        [Description("Add the notes as HTML too.")] bool? IncludeHtmlDescription = null);

    private sealed record AssetLink(
        [Description("Name of the link.")] string Name,
        [Description("Where it leads.")] string Url,
        [Description("Path for a lasting link, like /bin/app-linux.")] string? DirectAssetPath = null,
        [Description("Kind; other unless given.")] AssetType? LinkType = null);

    private sealed record Assets([Description("Links to show in the release.")] AssetLink[] Links);

    private sealed record CreateRelease(
        ProjectId ProjectId,
        [Description("Name of the tag to release.")] string TagName,
        [Description("Title; the tag's name unless given.")] string? Name = null,
        [Description("Message of the tag when it is made.")] string? TagMessage = null,
        [Description("Release notes, in GitLab Markdown.")] string? Description = null,
        [Description("Branch, tag or SHA to make a missing tag from.")] string? Ref = null,
        [Description("Titles of milestones.")] string[]? Milestones = null,
        [Description("Files of the release.")] Assets? Assets = null,
        [Description("When it is or was released; now unless given.")] DateTimeOffset? ReleasedAt = null);

    private sealed record UpdateRelease(
        ProjectId ProjectId,
        [Description("Name of the release's tag.")] Id TagName,
        [Description("New title.")] string? Name = null,
        [Description("New release notes, in GitLab Markdown.")] string? Description = null,
        [Description("All milestones by title; an empty list removes them.")] string[]? Milestones = null,
        [Description("When it is or was released.")] DateTimeOffset? ReleasedAt = null);

    private sealed record DownloadAsset(
        ProjectId ProjectId,
        [Description("Name of the release's tag.")] Id TagName,
        [Description("What follows /downloads/ in the link's direct_asset_url, like bin/app-linux.")] Id DirectAssetPath,
        [Description("Where to go on in a long text, in characters.")][Range(0, 100_000_000)] int Offset = 0);
}
