using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes;

/// <summary>What users do: their events, projects, stars and status.</summary>
internal static class PeopleRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "users/:user/events",
                call =>
                    With(
                        call,
                        user =>
                            call.Page(
                                call.World.Projects.SelectMany(project => project.Events)
                                    .Where(item => UserRoutes.IsBy(item, user) && UserRoutes.Asked(item, call))
                            )
                    ),
                "read_user"
            )
            .Get(
                "users/:user/projects",
                call => Projects(call, (user, project) => project.FullPath.StartsWith(user.Username + "/", StringComparison.Ordinal))
            )
            .Get(
                "users/:user/contributed_projects",
                call => Projects(call, (user, project) => project.Events.Exists(item => UserRoutes.IsBy(item, user)))
            )
            .Get(
                "users/:user/starred_projects",
                call => Projects(call, (user, project) => call.World.Stars.Contains((user.Id, project.Id)))
            )
            .Get("user/status", call => Status(call, call.User), "read_user")
            .Get("users/:user/status", call => With(call, user => Status(call, user)), "read_user")
            .Put(
                "user/status",
                call =>
                {
                    call.World.Statuses[call.User.Id] = PeopleShapes.Status(call.Json);
                    return Status(call, call.User);
                }
            )
            .Post("projects/:id/star", call => Star(call, (project, mark) => call.World.Stars.Add(mark) ? 1 : 0))
            .Post("projects/:id/unstar", call => Star(call, (project, mark) => call.World.Stars.Remove(mark) ? -1 : 0));

    private static Answer With(Call call, Func<FakeUser, Answer> answer) =>
        call.World.Users.FirstOrDefault(user => $"{user.Id}" == call["user"] || user.Username == call["user"]) is { } user
            ? answer(user)
            : Answer.NotFound("User");

    private static Answer Projects(Call call, Func<FakeUser, FakeProject, bool> isWanted) =>
        With(call, user => call.Page(call.World.Projects.Where(project => isWanted(user, project)).Select(project => project.Json)));

    private static Answer Status(Call call, FakeUser user) =>
        Answer.Json((call.World.Statuses.GetValueOrDefault(user.Id) ?? PeopleShapes.Status([])).DeepClone());

    /// <summary>304 where nothing changes.</summary>
    private static Answer Star(Call call, Func<FakeProject, (long User, long Project), int> change)
    {
        if (call.Project is not { } project)
        {
            return Answer.NotFound("Project");
        }

        var more = change(project, (call.User.Id, project.Id));
        if (more == 0)
        {
            return new Answer(304, [], null);
        }

        project.With("star_count", project.Json["star_count"]!.GetValue<int>() + more);
        return Answer.Json(project.Json.DeepClone(), 201);
    }
}
