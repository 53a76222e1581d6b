using System.Text;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Collections;
using GitLabMcp.Fake.Routes.Demo.Filters;

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
            .Get(
                "projects/:id/releases/:tag/downloads/:path",
                call =>
                    call.Project is { } project && project.Uploads.TryGetValue($"releases/{call["tag"]}/{call["path"]}", out var file)
                        ? new Answer(200, file.Bytes, file.ContentType)
                        : Answer.NotFound()
            );
}
