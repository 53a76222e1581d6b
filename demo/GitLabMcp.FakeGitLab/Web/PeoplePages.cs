using GitLabMcp.Fake.Routes.Demo;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Web;

/// <summary>The start, groups and users.</summary>
internal static class PeoplePages
{
    /// <summary>Where GitLab makes tokens, without the slash before it. The page of the server leads there.</summary>
    public const string TokensPath = "-/user_settings/personal_access_tokens";

    /// <summary>The tokens that there are: here nobody has to make one.</summary>
    public static HtmlPage Tokens() =>
        new HtmlPage("Tokens of the demo") { Text = "Copy one of them. They open nothing but this demo." }
            .Fact("alice, reads and writes", DemoWorld.Token)
            .Fact("alice, reads only", DemoWorld.ReadingToken)
            .Fact("bob, reads and writes", DemoWorld.BobToken);

    public static HtmlPage Start(GitLabWorld world) =>
        new HtmlPage("Projects")
            .List("Projects", Projects(world.Projects))
            .List(
                "Groups",
                world
                    .Namespaces.Where(space => (string?)space["kind"] == "group")
                    .Select(space => ((string)space["full_path"]!, (string)space["web_url"]!))
            )
            .List("People", world.Users.Select(user => (user.Name, $"{Shapes.Web}/{user.Username}")));

    public static HtmlPage? User(GitLabWorld world, string username) =>
        world.Users.FirstOrDefault(user => user.Username == username) is not { } user
            ? null
            : new HtmlPage(user.Name)
                .Fact("User name", user.Username)
                .Fact("Status", (string?)world.Statuses.GetValueOrDefault(user.Id)?["message"])
                .List(
                    "Issues to do",
                    ProjectPages.Titles(
                        world
                            .Projects.SelectMany(project => project.Issues)
                            .Where(issue => MergeRequestRoutes.IsOf(issue, username, "assigned_to_me")),
                        "#"
                    )
                )
                .List(
                    "Activity",
                    world
                        .Projects.SelectMany(project => project.Events)
                        .Where(item => (string?)item["author_username"] == username)
                        .OrderByDescending(item => (string?)item["created_at"], StringComparer.Ordinal)
                        .Select(item => ($"{item["created_at"]} {item["action_name"]} {item["target_title"]}", ""))
                );

    public static HtmlPage? Group(GitLabWorld world, string path, string rest)
    {
        if (world.FindNamespace(path) is not { } space || (string?)space["kind"] != "group")
        {
            return null;
        }

        if (rest.Split('/') is ["milestones" or "work_items" or "epics" or "wikis", var name])
        {
            var list = rest.Split('/')[0] == "work_items" ? "epics" : rest.Split('/')[0];
            return ProjectPages.Find(world.DocumentsOf($"groups/{path}/{list}"), list == "wikis" ? "slug" : "iid", name) is not { } found
                ? null
                : new HtmlPage((string)found["title"]!) { Text = (string?)(found["description"] ?? found["content"]) }
                    .Fact("Group", (string?)space["web_url"])
                    .Fact("State", (string?)found["state"]);
        }

        return new HtmlPage(path)
            .Fact("Visibility", "private")
            .List("Projects", Projects(world.Projects.Where(project => MergeRequestDetailRoutes.IsIn(project, path))))
            .List(
                "Members",
                (world.GroupMembers.GetValueOrDefault(path) ?? []).Select(member => ((string)member["name"]!, ProjectPages.Web(member)))
            );
    }

    private static IEnumerable<(string, string)> Projects(IEnumerable<FakeProject> projects) =>
        projects.Select(project => ($"{project.FullPath}: {project.Json["description"]}", (string)project.Json["web_url"]!));
}
