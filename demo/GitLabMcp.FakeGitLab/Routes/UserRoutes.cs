using System.Globalization;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes;

/// <summary>Who the token is, users, events and to-do items.</summary>
internal static class UserRoutes
{
    public static void Add(RouteTable routes) =>
        routes
            .Get(
                "user",
                call => call.Token.Kind == TokenKind.Job ? Answer.Unauthorized : Answer.Json(Shapes.CurrentUser(call.User)),
                "read_user"
            )
            .Get("job", call => call.Token.Kind == TokenKind.Job ? Answer.Json(Job(call.User)) : Answer.NotFound(), "")
            .Get(
                "personal_access_tokens/self",
                call => call.Token.Kind == TokenKind.Personal ? Answer.Json(Self(call.Token)) : Answer.NotFound(),
                ""
            )
            .Get("version", _ => Answer.Json(new JsonObject { ["version"] = "18.9.0-ee", ["revision"] = "fake0000000" }), "read_user")
            .Get(
                "users",
                call =>
                    call.Page(
                        call.World.Users.Where(user =>
                                call.Query("username") is not { } name || user.Username.Equals(name, StringComparison.OrdinalIgnoreCase)
                            )
                            .Where(user =>
                                call.Query("search") is not { } part || user.Username.Contains(part, StringComparison.OrdinalIgnoreCase)
                            )
                            .Select(Shapes.User)
                    ),
                "read_user"
            )
            .Get(
                "users/:user_id",
                call =>
                    call.World.Users.FirstOrDefault(user => user.Id.ToString(null, null) == call["user_id"]) is { } user
                        ? Answer.Json(Shapes.User(user))
                        : Answer.NotFound("User"),
                "read_user"
            )
            .Get(
                "events",
                call =>
                    call.Page(
                        call.World.Projects.SelectMany(project => project.Events)
                            .Where(item => IsBy(item, call.User))
                            .Where(item => Asked(item, call))
                    ),
                "read_user"
            )
            .Get(
                "projects/:id/events",
                call =>
                    call.Project is { } project ? call.Page(project.Events.Where(item => Asked(item, call))) : Answer.NotFound("Project")
            )
            .Get("todos", call => call.Page(TodosOf(call).Where(todo => (string?)todo["state"] == (call.Query("state") ?? "pending"))))
            .Post(
                "todos/mark_as_done",
                call =>
                {
                    TodosOf(call).ForEach(todo => todo["state"] = "done");
                    return Answer.NoContent;
                }
            )
            .Post(
                "todos/:todo/mark_as_done",
                call =>
                {
                    if (TodosOf(call).Find(todo => todo["id"]!.ToJsonString() == call["todo"]) is not { } todo)
                    {
                        return Answer.NotFound();
                    }

                    todo["state"] = "done";
                    return Answer.Json(todo.DeepClone(), 201);
                }
            );

    private static List<JsonObject> TodosOf(Call call) => call.World.Todos.GetValueOrDefault(call.User.Username) ?? [];

    private static bool IsBy(JsonObject item, FakeUser user) => (string?)item["author_username"] == user.Username;

    private static bool Asked(JsonObject item, Call call) =>
        (call.Query("action") is not { } action || (string?)item["action_name"] == action)
        && (
            call.Query("target_type") is not { } type
            || string.Equals(
                (string?)item["target_type"],
                type.Replace("_", "", StringComparison.Ordinal),
                StringComparison.OrdinalIgnoreCase
            )
        );

    private static JsonObject Job(FakeUser user) =>
        new()
        {
            ["id"] = 8,
            ["status"] = "running",
            ["stage"] = "test",
            ["name"] = "rubocop",
            ["ref"] = "main",
            ["user"] = Shapes.User(user),
            ["pipeline"] = new JsonObject
            {
                ["id"] = 6,
                ["project_id"] = 1,
                ["status"] = "running",
            },
        };

    private static JsonObject Self(FakeToken token) =>
        new()
        {
            ["id"] = 4,
            ["name"] = "work",
            ["revoked"] = false,
            ["created_at"] = "2026-01-05T09:30:00.000Z",
            ["description"] = null,
            ["scopes"] = new JsonArray([.. token.Scopes.Select(scope => JsonValue.Create(scope))]),
            ["user_id"] = token.User.Id,
            ["last_used_at"] = null,
            ["active"] = true,
            ["expires_at"] = token.Ends?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "2027-01-01",
        };
}
