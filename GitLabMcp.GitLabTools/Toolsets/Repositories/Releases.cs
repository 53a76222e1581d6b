using GitLabMcp.GitLabTools.Tools.Answers;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Releases
{
    public static readonly Toolset Toolset = new(
        "releases",
        "Releases and their assets",
        Switch: null,
        [
            Tool.List<ListReleases>("list_releases", "projects/{project_id}/releases", "List a project's releases, newest first.")
                .Keeping($"{Fields}, {Links}"),
            Tool.Get<GetRelease>("get_release", Release, "Get one release: notes, links and sources.")
                .Keeping(
                    $"""
                    {Fields}, assets(count,links(name,url,direct_asset_url,link_type),sources(format,url)),
                    evidences(sha,filepath,collected_at)
                    """
                )
                .Windowing("description"),
            Tool.Post<CreateRelease>(
                    "create_release",
                    "projects/{project_id}/releases",
                    "Publish a release; a missing tag is made from ref."
                )
                .Keeping($"{Fields}, {Links}"),
            Tool.Put<UpdateRelease>("update_release", Release, "Change a release's name, notes, milestones or date.")
                .Keeping($"{Fields}, {Links}"),
            Tool.Delete<ReleaseRef>("delete_release", Release, "Delete a release; its tag stays.").Keeping("tag_name, name"),
            Tool.Post<ReleaseRef>(
                "create_release_evidence",
                Release + "/evidence",
                "Collect evidence for a release: a lasting copy of its data, for audits."
            ),
            Tool.Post<CreateLink>("create_release_link", Release + "/assets/links", "Add a link to a file to a release.")
                .Keeping("id, name, url, direct_asset_url, link_type"),
            Tool.List<ListGroupReleases>("list_group_releases", "groups/{group_id}/releases", "List the releases of a group's projects.")
                .Keeping("tag_name, name, description, released_at, upcoming_release?, author, milestones(title), tag_path"),
            Tool.Call<DownloadAsset>("download_release_asset", Effect.Read, "Read a file of a release, or get its link.", DownloadAsync),
            .. ReleaseNotes.Tools,
        ]
    );

    private const string Release = "projects/{project_id}/releases/{tag_name}";

    private const string Links = "assets(count,links(name,url,direct_asset_url,link_type))";

    private const string Fields = """
        tag_name, name, description, description_html, released_at, upcoming_release?, author,
        commit(id,title), milestones(iid,title,state)
        """;

    private static async Task<ToolReply> DownloadAsync(DownloadAsset arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var reply = await gitlab.GetAsync(
            $"projects/{arguments.Release.ProjectId}/releases/{arguments.Release.TagName}/downloads/{arguments.DirectAssetPath}",
            ct
        );
        return reply is GitLabRefusal { Status: >= 300 and < 400 } elsewhere
            ? await LinkAsync(arguments, gitlab, ct) ?? ToolReply.Of(elsewhere)
            : FileAnswer.Of(reply, arguments.DirectAssetPath.Text, arguments.Offset);
    }

    /// <summary>The link as the release shows it. The address that GitLab redirects to may be signed for this one download, so it is
    /// not shown.</summary>
    private static async Task<ToolReply?> LinkAsync(DownloadAsset arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        if (
            await gitlab.GetAsync($"projects/{arguments.Release.ProjectId}/releases/{arguments.Release.TagName}", ct)
            is not GitLabAnswer answer
        )
        {
            return null;
        }

        using (answer)
        {
            var links = answer.IsJson ? JsonNode.Parse(answer.Body.Span)?["assets"]?["links"] as JsonArray : null;
            var end = "/downloads/" + arguments.DirectAssetPath.Text;
            var link = links?.FirstOrDefault(link => link?["direct_asset_url"]?.ToString().EndsWith(end, StringComparison.Ordinal) == true);
            return link?["url"] is not { } url
                ? null
                : ToolReply.Json(
                    new JsonObject
                    {
                        ["name"] = link["name"]?.DeepClone(),
                        ["url"] = url.DeepClone(),
                        ["note"] = "The file is stored outside this GitLab and was not read: open the url.",
                    }
                );
        }
    }

    private enum ReleaseOrder
    {
        ReleasedAt,
        CreatedAt,
    }

    private enum AssetType
    {
        Other,
        Runbook,
        Image,
        Package,
    }

    private sealed record ListReleases(
        ProjectId ProjectId,
        [Description("Default released_at.")] ReleaseOrder? OrderBy = null,
        [Description("Default desc.")] Projects.Sort? Sort = null,
        [Description("Notes as HTML too.")] bool? IncludeHtmlDescription = null
    );

    [ArgumentGroup]
    private sealed record ReleaseRef(ProjectId ProjectId, [Description("Its tag.")] GitRef TagName);

    private sealed record GetRelease(ReleaseRef Release, [Description("Notes as HTML too.")] bool? IncludeHtmlDescription = null);

    private sealed record AssetLink(
        [Description("Name.")] string Name,
        [Description("Where it leads.")] string Url,
        [Description("Like /bin/app-linux.")] string? DirectAssetPath = null,
        [Description("Default other.")] AssetType? LinkType = null
    );

    private sealed record Assets([Description("Links to show.")] AssetLink[] Links);

    private sealed record CreateRelease(
        ProjectId ProjectId,
        [Description("Tag to release.")] [NewName] GitRef TagName,
        [Description("Title.")] string? Name = null,
        [Description("For a new annotated tag.")] string? TagMessage = null,
        [Description("Notes, Markdown.")] string? Description = null,
        [Description("To make a missing tag from.")] GitRef? Ref = null,
        [Description("Titles.")] string[]? Milestones = null,
        [Description("Links to files.")] Assets? Assets = null,
        [Description("Default now.")] DateTimeOffset? ReleasedAt = null
    );

    private sealed record UpdateRelease(
        ReleaseRef Release,
        [Description("New title.")] string? Name = null,
        [Description("Notes, Markdown.")] string? Description = null,
        [Description("Titles, all; [] removes.")] string[]? Milestones = null,
        [Description("When released.")] DateTimeOffset? ReleasedAt = null
    );

    private sealed record CreateLink(
        ReleaseRef Release,
        [Description("Name, unique in the release.")] string Name,
        [Description("Where it leads.")] string Url,
        [Description("Like /bin/app-linux.")] string? DirectAssetPath = null,
        [Description("Default other.")] AssetType? LinkType = null
    );

    private sealed record ListGroupReleases(
        [Description("Id or path.")] Id GroupId,
        [Description("Default desc.")] Projects.Sort? Sort = null
    );

    private sealed record DownloadAsset(
        ReleaseRef Release,
        [Description("What follows /downloads/ in direct_asset_url.")] FilePath DirectAssetPath,
        [Description("Where to go on, in characters.")] [Range(0, 100_000_000)] int Offset = 0
    );
}
