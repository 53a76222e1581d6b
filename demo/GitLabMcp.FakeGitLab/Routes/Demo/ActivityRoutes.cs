using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Filters;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>What happened, what is to be done, and labels with what has them.</summary>
internal static class ActivityRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "events",
                call => Events(call, call.World.Projects, item => call.Query("scope") == "all" || UserRoutes.IsBy(item, call.User)),
                "read_user"
            )
            .Get(
                "users/:user/events",
                call =>
                    call.World.Users.FirstOrDefault(user => $"{user.Id}" == call["user"] || user.Username == call["user"]) is { } user
                        ? Events(call, call.World.Projects, item => UserRoutes.IsBy(item, user))
                        : Answer.NotFound("User"),
                "read_user"
            )
            .Get(
                "projects/:id/events",
                call => call.Project is { } project ? Events(call, [project], _ => true) : Answer.NotFound("Project")
            )
            .Get(
                "todos",
                call =>
                    Filter.Found(
                        call,
                        (call.World.Todos.GetValueOrDefault(call.User.Username) ?? [])
                            .Where(todo => (string?)todo["state"] == (call.Query("state") ?? "pending"))
                            .Where(todo => call.Query("project_id") is not { } id || todo["project"]!["id"]!.ToJsonString() == id),
                        order: "created_at"
                    )
            )
            .Get(
                "projects/:id/labels",
                call =>
                    call.Project is { } project
                        ? Filter.Found(call, Labels(call.World, project).Select(label => Counted(call, [project], label)))
                        : Answer.NotFound("Project")
            )
            .Get(
                "projects/:id/labels/:label",
                call =>
                    call.Project is { } project
                    && Labels(call.World, project)
                        .FirstOrDefault(label => (string?)label["name"] == call["label"] || label["id"]!.ToJsonString() == call["label"])
                        is { } label
                        ? Answer.Json(Counted(call, [project], label))
                        : Answer.NotFound("Label")
            );

    private static Answer Events(Call call, IEnumerable<FakeProject> projects, Func<JsonObject, bool> isMeant) =>
        Filter.Found(call, projects.SelectMany(project => project.Events).Where(isMeant), order: "created_at");

    /// <summary>The project's own, and those of the groups above it.</summary>
    private static IEnumerable<JsonObject> Labels(GitLabWorld world, FakeProject project) =>
        project.Labels.Concat(
            world
                .Namespaces.Select(space => (string)space["full_path"]!)
                .Where(path => MergeRequestDetailRoutes.IsIn(project, path))
                .SelectMany(path => world.DocumentsOf($"groups/{path}/labels"))
        );

    private static JsonObject Counted(Call call, FakeProject[] projects, JsonObject label)
    {
        var shown = (JsonObject)label.DeepClone();
        if (call.Query("with_counts") == "true")
        {
            var issues = projects.SelectMany(project => project.Issues).Where(Has).ToList();
            shown["open_issues_count"] = issues.Count(issue => (string?)issue["state"] == "opened");
            shown["closed_issues_count"] = issues.Count(issue => (string?)issue["state"] == "closed");
            shown["open_merge_requests_count"] = projects
                .SelectMany(project => project.MergeRequests)
                .Count(merge => (string?)merge["state"] == "opened" && Has(merge));
        }

        return shown;

        bool Has(JsonObject item) => item["labels"]!.AsArray().Any(own => (string?)own == (string?)label["name"]);
    }
}
