using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Collections;
using GitLabMcp.Fake.Routes.Demo.Filters;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Releases of a group's projects, and the files that releases point to.</summary>
internal static class ReleaseRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "groups/:group/releases",
                call =>
                    call.GroupPath is { } path
                        ? Filter.Found(
                            call,
                            call.World.Projects.Where(project =>
                                    project.FullPath.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase)
                                )
                                .SelectMany(project =>
                                    call.World.DocumentsOf($"projects/{project.Id}/releases")
                                        .Select(release => Settling.WithAssets(call.World, project, release))
                                ),
                            order: "released_at"
                        )
                        : Answer.NotFound("Group")
            )
            .Post("projects/:id/releases/:tag/evidence", Evidence)
            .Get(
                "projects/:id/releases/:tag/downloads/:path",
                call =>
                    call.Project is { } project && project.Uploads.TryGetValue($"releases/{call["tag"]}/{call["path"]}", out var file)
                        ? new Answer(200, file.Bytes, file.ContentType)
                        : Answer.NotFound()
            );

    /// <summary>GitLab says only that it has begun; the release shows the evidence.</summary>
    private static Answer Evidence(Call call)
    {
        if (
            call.Project is not { } project
            || call.World.DocumentsOf($"projects/{project.Id}/releases").Find(one => (string?)one["tag_name"] == call["tag"])
                is not { } release
        )
        {
            return Answer.NotFound("Release");
        }

        var bytes = Encoding.UTF8.GetBytes(release.ToJsonString());
        release["evidences"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["sha"] = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                    ["filepath"] = $"{Shapes.Web}/{project.FullPath}/-/releases/{call["tag"]}/evidences/{call.World.NextId()}.json",
                    ["collected_at"] = call.World.Now,
                }
            );
        return new Answer(202, [], null);
    }
}
