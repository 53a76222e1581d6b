using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Snippets of projects and of people.</summary>
internal static class SnippetRoutes
{
    private const string OfProject = "projects/:id/snippets";

    public static void Add(RouteTable routes)
    {
        foreach (var route in (string[])["snippets", OfProject])
        {
            routes
                .Get(
                    route,
                    call => IsUnknown(call) ? Answer.NotFound("Project") : call.Page(Among(call).Select(snippet => Shape(call, snippet)))
                )
                .Get(route + "/:snippet", call => One(call, snippet => Answer.Json(Shape(call, snippet))))
                .Get(
                    route + "/:snippet/raw",
                    call => One(call, snippet => new Answer(200, Encoding.UTF8.GetBytes(snippet.Files.First().Value), "text/plain"))
                )
                .Get(
                    route + "/:snippet/files/:ref/:path/raw",
                    call =>
                        One(
                            call,
                            snippet =>
                                snippet.Files.TryGetValue(call["path"], out var text)
                                    ? new Answer(200, Encoding.UTF8.GetBytes(text), "text/plain")
                                    : Answer.NotFound("File")
                        )
                )
                .Post(route, Create)
                .Put(route + "/:snippet", call => One(call, snippet => Change(call, snippet)))
                .Delete(
                    route + "/:snippet",
                    call =>
                        One(
                            call,
                            snippet =>
                            {
                                call.World.Snippets.Remove(snippet);
                                return Answer.NoContent;
                            }
                        )
                );
        }
    }

    private static bool IsUnknown(Call call) => call.Has("id") && call.Project is null;

    /// <summary>Those of the project, or those that the user wrote.</summary>
    private static IEnumerable<FakeSnippet> Among(Call call) =>
        call.World.Snippets.Where(snippet => call.Has("id") ? snippet.Project == call.Project : snippet.Author == call.User);

    private static Answer One(Call call, Func<FakeSnippet, Answer> answer) =>
        !IsUnknown(call) && Among(call).FirstOrDefault(snippet => $"{snippet.Id}" == call["snippet"]) is { } found
            ? answer(found)
            : Answer.NotFound("Snippet");

    private static Answer Create(Call call)
    {
        if (IsUnknown(call))
        {
            return Answer.NotFound("Project");
        }

        if (call.Text("title") is not { } title || call.Json["files"] is not JsonArray { Count: > 0 } files)
        {
            return Answer.Json(new JsonObject { ["error"] = "title is missing, files is missing" }, 400);
        }

        var snippet = new FakeSnippet(
            call.World.NextId(),
            call.Has("id") ? call.Project : null,
            call.User,
            title,
            call.World.Time.GetUtcNow()
        )
        {
            Description = call.Text("description") ?? "",
            Visibility = call.Text("visibility") ?? "private",
        };
        foreach (var file in files)
        {
            snippet.Files[(string)file!["file_path"]!] = (string)file["content"]!;
        }

        call.World.Snippets.Add(snippet);
        return Answer.Json(Shape(call, snippet), 201);
    }

    private static Answer Change(Call call, FakeSnippet snippet)
    {
        (snippet.Title, snippet.Description, snippet.Visibility) = (
            call.Text("title") ?? snippet.Title,
            call.Text("description") ?? snippet.Description,
            call.Text("visibility") ?? snippet.Visibility
        );
        foreach (var file in (call.Json["files"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var path = (string)file["file_path"]!;
            var before = (string?)file["previous_path"] ?? path;
            var text = snippet.Files.GetValueOrDefault(before, "");
            snippet.Files.Remove(before);
            if ((string?)file["action"] != "delete")
            {
                snippet.Files[path] = (string?)file["content"] ?? text;
            }
        }

        return Answer.Json(Shape(call, snippet));
    }

    private static JsonObject Shape(Call call, FakeSnippet snippet)
    {
        var web = $"{Shapes.Web}/{(snippet.Project is { } project ? project.FullPath + "/" : "")}-/snippets/{snippet.Id}";
        return new()
        {
            ["id"] = snippet.Id,
            ["title"] = snippet.Title,
            ["description"] = snippet.Description,
            ["visibility"] = snippet.Visibility,
            ["author"] = Shapes.User(snippet.Author),
            ["created_at"] = CodeShapes.Time(snippet.At),
            ["updated_at"] = CodeShapes.Time(snippet.At),
            ["project_id"] = snippet.Project?.Id,
            ["web_url"] = web,
            ["raw_url"] = web + "/raw",
            ["file_name"] = snippet.Files.Keys.FirstOrDefault(),
            ["files"] = new JsonArray([
                .. snippet.Files.Keys.Select(path => new JsonObject { ["path"] = path, ["raw_url"] = $"{web}/raw/main/{path}" }),
            ]),
        };
    }
}
