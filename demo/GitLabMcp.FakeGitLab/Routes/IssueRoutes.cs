using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes;

/// <summary>Issues and the links between them.</summary>
internal static class IssueRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "issues",
                call => call.Page(call.World.Projects.SelectMany(project => project.Issues).Where(issue => IsWanted(issue, call)))
            )
            .Get(
                "projects/:id/issues",
                call =>
                    call.Project is { } project
                        ? call.Page(project.Issues.Where(issue => IsWanted(issue, call)))
                        : Answer.NotFound("Project")
            )
            .Get("projects/:id/issues/:iid", call => With(call, (_, issue) => Answer.Json(issue.DeepClone())))
            .Post(
                "projects/:id/issues",
                call =>
                {
                    if (call.Project is not { } project)
                    {
                        return Answer.NotFound("Project");
                    }

                    if (call.Text("title") is not { } title)
                    {
                        return Answer.Json(new JsonObject { ["error"] = "title is missing" }, 400);
                    }

                    project.WithIssue(title, call.User.Username, issue => Change(call, issue));
                    project.CountOpenIssues(1);
                    project.Tell(call.User, "opened", "Issue", title);
                    return Answer.Json(project.Issues[^1].DeepClone(), 201);
                }
            )
            .Put(
                "projects/:id/issues/:iid",
                call =>
                    With(
                        call,
                        (_, issue) =>
                        {
                            Change(call, issue);
                            return Answer.Json(issue.DeepClone());
                        }
                    )
            )
            .Delete(
                "projects/:id/issues/:iid",
                call =>
                    With(
                        call,
                        (project, issue) =>
                        {
                            Turn(project, issue, "closed");
                            project.Issues.Remove(issue);
                            return Answer.NoContent;
                        }
                    )
            )
            .Get(
                "projects/:id/issues/:iid/links",
                call =>
                    With(
                        call,
                        (project, issue) =>
                            Answer.Json(
                                new JsonArray([
                                    .. project.Links.Select(link => IssueLinks.OtherEnd(call.World, link, issue)).OfType<JsonObject>(),
                                ])
                            )
                    )
            )
            .Get(
                "projects/:id/issues/:iid/links/:link",
                call =>
                    With(
                        call,
                        (project, _) => Link(project, call) is { } link ? Answer.Json(link.DeepClone()) : Answer.NotFound("Issue Link")
                    )
            )
            .Post(
                "projects/:id/issues/:iid/links",
                call =>
                    With(
                        call,
                        (project, issue) =>
                        {
                            var target = call
                                .World.Project(call.Text("target_project_id") ?? "")
                                ?.Issues.Find(other => other["iid"]!.ToJsonString() == call.Text("target_issue_iid"));
                            if (target is null)
                            {
                                return Answer.NotFound("Issue");
                            }

                            var linked = (JsonObject)target.DeepClone();
                            var link = new JsonObject
                            {
                                ["id"] = call.World.NextId(),
                                ["source_issue"] = issue.DeepClone(),
                                ["link_type"] = call.Text("link_type") ?? "relates_to",
                            };
                            linked["issue_link_id"] = link["id"]!.DeepClone();
                            linked["link_type"] = link["link_type"]!.DeepClone();
                            link["target_issue"] = linked;
                            project.Links.Add(link);
                            return Answer.Json(link.DeepClone(), 201);
                        }
                    )
            )
            .Delete(
                "projects/:id/issues/:iid/links/:link",
                call =>
                    With(
                        call,
                        (project, _) =>
                        {
                            if (Link(project, call) is not { } link)
                            {
                                return Answer.NotFound("Issue Link");
                            }

                            project.Links.Remove(link);
                            return Answer.Json(link.DeepClone());
                        }
                    )
            );

    internal static Answer With(Call call, Func<FakeProject, JsonObject, Answer> answer) =>
        call.Project is not { } project ? Answer.NotFound("Project")
        : project.Issues.Find(issue => issue["iid"]!.ToJsonString() == call["iid"]) is { } found ? answer(project, found)
        : Answer.NotFound("Issue");

    /// <summary>To `opened` or `closed`, and counts it.</summary>
    internal static void Turn(FakeProject project, JsonObject issue, string state)
    {
        project.CountOpenIssues(
            state == (string?)issue["state"] ? 0
            : state == "opened" ? 1
            : -1
        );
        if (project.IsLive && state != (string?)issue["state"])
        {
            issue["closed_at"] = state == "closed" ? project.Now : null;
        }

        issue["state"] = state;
    }

    private static JsonObject? Link(FakeProject project, Call call) =>
        project.Links.Find(link => link["id"]!.ToJsonString() == call["link"]);

    internal static bool IsWanted(JsonObject issue, Call call) =>
        (call.Query("state") is not { } state || state == "all" || (string?)issue["state"] == state)
        && (call.Query("search") is not { } search || ((string)issue["title"]!).Contains(search, StringComparison.OrdinalIgnoreCase))
        && call.QueryList("labels").All(label => issue["labels"]!.AsArray().Any(own => (string?)own == label))
        && Demo.MilestoneRoutes.IsIn(issue, call.Query("milestone"))
        && call.QueryList("assignee_username").All(name => issue["assignees"]!.AsArray().Any(own => (string?)own!["username"] == name))
        && (call.Query("assignee_id") is not { } id || issue["assignees"]!.AsArray().Any(own => own!["id"]!.ToJsonString() == id));

    private static void Change(Call call, JsonObject issue)
    {
        issue["updated_at"] = call.World.Now;
        foreach (var (field, value) in call.Json)
        {
            switch (field)
            {
                case "labels" when value is JsonValue joined:
                    issue["labels"] = new JsonArray([
                        .. joined
                            .GetValue<string>()
                            .Split(',', StringSplitOptions.RemoveEmptyEntries)
                            .Select(label => JsonValue.Create(label.Trim())),
                    ]);
                    break;
                case "add_labels" or "remove_labels":
                    var changed = value!
                        .GetValue<string>()
                        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                    var others = issue["labels"]!.AsArray().Select(label => (string)label!).Except(changed);
                    issue["labels"] = new JsonArray([
                        .. others.Concat(field == "add_labels" ? changed : []).Select(label => JsonValue.Create(label)),
                    ]);
                    break;
                case "assignee_ids":
                    issue["assignees"] = new JsonArray([
                        .. call
                            .World.Users.Where(user => value!.AsArray().Any(id => id!.ToJsonString() == $"{user.Id}"))
                            .Select(Shapes.User),
                    ]);
                    break;
                case "state_event":
                    Turn(call.Project!, issue, (string?)value == "close" ? "closed" : "opened");
                    break;
                case "milestone_id"
                    when call.Project!.Milestones.Find(one => one["id"]!.ToJsonString() == value?.ToJsonString()) is { } milestone:
                    issue["milestone"] = milestone.DeepClone();
                    break;
                default:
                    issue[field] = value?.DeepClone();
                    break;
            }
        }
    }
}
