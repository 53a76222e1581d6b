using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes;

internal static class ProjectRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects",
                call =>
                    call.Page(
                        call.World.Projects.Where(project =>
                                call.Query("search") is not { } search
                                || project.FullPath.Contains(search, StringComparison.OrdinalIgnoreCase)
                            )
                            .Select(project => project.Json)
                    )
            )
            .Get(
                "projects/:id",
                call => call.Project is { } project ? new Answer(200, project.Bytes, "application/json") : Answer.NotFound("Project")
            )
            .Put(
                "projects/:id",
                call =>
                {
                    if (call.Project is not { } project)
                    {
                        return Answer.NotFound("Project");
                    }

                    foreach (var (field, value) in call.Json)
                    {
                        project.Json[field] = value?.DeepClone();
                    }

                    project.Changed();
                    return Answer.Json(project.Json);
                }
            )
            .Get("projects/:id/members", Members)
            .Get("projects/:id/members/all", Members);

    private static Answer Members(Call call) =>
        call.Project is { } project ? call.Page(project.Members.Where(member => IsWanted(member, call))) : Answer.NotFound("Project");

    internal static bool IsWanted(JsonObject member, Call call) =>
        (call.Query("query") is not { } query || ((string)member["username"]!).Contains(query, StringComparison.OrdinalIgnoreCase))
        && (call.QueryList("user_ids") is not { Length: > 0 } wanted || wanted.Contains(member["id"]!.ToJsonString()))
        && !call.QueryList("skip_users").Contains(member["id"]!.ToJsonString());
}
