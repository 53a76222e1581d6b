using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes;

/// <summary>Comments, discussions and emoji reactions. Each comment is a discussion of its own: `d` and its id.</summary>
internal static class NoteRoutes
{
    public static void Add(RouteTable routes)
    {
        routes
            .Get(
                "projects/:id/:kind/:iid/discussions",
                call =>
                    call.Project is { } project
                        ? call.Page(
                            Notes(project, call)
                                .Select(note => new JsonObject
                                {
                                    ["id"] = $"d{note["id"]}",
                                    ["individual_note"] = true,
                                    ["notes"] = new JsonArray(note.DeepClone()),
                                })
                        )
                        : Answer.NotFound("Project")
            )
            .Post("projects/:id/:kind/:iid/notes", Create)
            .Post("projects/:id/:kind/:iid/discussions/:discussion/notes", Create)
            .Put(
                "projects/:id/:kind/:iid/discussions/:discussion/notes/:note",
                call =>
                {
                    if (
                        call.Project is not { } project
                        || Notes(project, call).Find(note => note["id"]!.ToJsonString() == call["note"]) is not { } note
                    )
                    {
                        return Answer.NotFound("Note");
                    }

                    foreach (var (field, value) in call.Json)
                    {
                        note[field] = value?.DeepClone();
                    }

                    return Answer.Json(note.DeepClone());
                }
            );

        foreach (
            var subject in (string[])
                [
                    "projects/:id/:kind/:iid",
                    "projects/:id/:kind/:iid/notes/:note",
                    "projects/:id/:kind/:iid/discussions/:discussion/notes/:note",
                ]
        )
        {
            routes
                .Get(
                    $"{subject}/award_emoji",
                    call => call.Project is { } project ? call.Page(Reactions(project, call)) : Answer.NotFound("Project")
                )
                .Post(
                    $"{subject}/award_emoji",
                    call =>
                    {
                        if (call.Project is not { } project)
                        {
                            return Answer.NotFound("Project");
                        }

                        var reaction = call.World.Dated(Shapes.Reaction(call.World.NextId(), call.Text("name") ?? "thumbsup", call.User));
                        Reactions(project, call).Add(reaction);
                        return Answer.Json(reaction.DeepClone(), 201);
                    }
                )
                .Delete(
                    $"{subject}/award_emoji/:award",
                    call =>
                        call.Project is { } project
                        && Reactions(project, call).RemoveAll(reaction => reaction["id"]!.ToJsonString() == call["award"]) > 0
                            ? Answer.NoContent
                            : Answer.NotFound("Award Emoji")
                );
        }
    }

    private static Answer Create(Call call)
    {
        if (call.Project is not { } project)
        {
            return Answer.NotFound("Project");
        }

        return QuickActions.Run(
            call,
            project,
            text =>
            {
                var note = Shapes.Note(call.World.NextId(), project.Id, int.Parse(call["iid"], null), call.User, text);
                call.World.Dated(note);
                project.AddNote(call["kind"], call["iid"], note);
                return (JsonObject)note.DeepClone();
            }
        );
    }

    private static List<JsonObject> Notes(FakeProject project, Call call) => project.NotesOf(call["kind"], call["iid"]);

    private static List<JsonObject> Reactions(FakeProject project, Call call) =>
        project.ReactionsOf($"{call["kind"]}/{call["iid"]}/{(call.Has("note") ? call["note"] : "")}");
}
