using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes;

internal static class LabelRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "projects/:id/labels",
                call =>
                    call.Project is { } project
                        ? call.Page(
                            project.Labels.Where(label =>
                                call.Query("search") is not { } search
                                || ((string)label["name"]!).Contains(search, StringComparison.OrdinalIgnoreCase)
                            )
                        )
                        : Answer.NotFound("Project")
            )
            .Get("projects/:id/labels/:label", call => With(call, (_, label) => Answer.Json(label.DeepClone())))
            .Post(
                "projects/:id/labels",
                call =>
                {
                    if (call.Project is not { } project)
                    {
                        return Answer.NotFound("Project");
                    }

                    if (call.Text("name") is not { } name || call.Text("color") is not { } color)
                    {
                        return Answer.Json(new JsonObject { ["error"] = "name is missing, color is missing" }, 400);
                    }

                    if (project.Labels.Exists(label => (string?)label["name"] == name))
                    {
                        return Answer.Error(409, "Label already exists");
                    }

                    project.WithLabel(name, color, call.Text("description"));
                    return Answer.Json(project.Labels[^1].DeepClone(), 201);
                }
            )
            .Put(
                "projects/:id/labels/:label",
                call =>
                    With(
                        call,
                        (_, label) =>
                        {
                            foreach (var (field, value) in call.Json)
                            {
                                label[field == "new_name" ? "name" : field] = value?.DeepClone();
                            }

                            return Answer.Json(label.DeepClone());
                        }
                    )
            )
            .Delete(
                "projects/:id/labels/:label",
                call =>
                    With(
                        call,
                        (project, label) =>
                        {
                            project.Labels.Remove(label);
                            return Answer.NoContent;
                        }
                    )
            );

    private static Answer With(Call call, Func<FakeProject, JsonObject, Answer> answer) =>
        call.Project is not { } project ? Answer.NotFound("Project")
        : project.Labels.Find(label => (string?)label["name"] == call["label"] || label["id"]!.ToJsonString() == call["label"]) is { } found
            ? answer(project, found)
        : Answer.NotFound("Label");
}
