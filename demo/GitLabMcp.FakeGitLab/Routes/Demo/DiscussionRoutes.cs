using System.Globalization;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo.Filters;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Threads: comments that answer each other, on lines of code too. A comment that began none is a thread of its own.</summary>
internal static class DiscussionRoutes
{
    private const string Subject = "projects/:id/:kind/:iid";

    public static void Add(RouteTable routes) =>
        routes
            .Get(Subject + "/discussions", call => With(call, notes => call.Page(notes.GroupBy(Thread).Select(Discussion))))
            .Get(
                Subject + "/notes",
                call =>
                    With(
                        call,
                        notes => Filter.Found(call, notes.Where(note => IsWanted(note, call.Query("activity_filter"))), order: "created_at")
                    )
            )
            .Get(
                Subject + "/notes/:note",
                call =>
                    With(
                        call,
                        notes =>
                            notes.Find(note => note["id"]!.ToJsonString() == call["note"]) is { } note
                                ? Answer.Json(note.DeepClone())
                                : Answer.NotFound("Note")
                    )
            )
            .Put(
                Subject + "/notes/:note",
                call =>
                    OneNote(
                        call,
                        (_, note) =>
                        {
                            (note["body"], note["updated_at"]) = (call.Text("body") ?? (string?)note["body"], call.World.Now);
                            return Answer.Json(note.DeepClone());
                        }
                    )
            )
            .Delete(
                Subject + "/notes/:note",
                call =>
                    OneNote(
                        call,
                        (notes, note) =>
                        {
                            notes.Remove(note);
                            return Answer.NoContent;
                        }
                    )
            )
            .Get(Subject + "/discussions/:discussion", call => One(call, (_, thread) => Answer.Json(Discussion(thread))))
            .Put(
                Subject + "/discussions/:discussion",
                call =>
                    One(
                        call,
                        (_, thread) =>
                        {
                            foreach (var note in thread.Where(note => (bool)note["resolvable"]!))
                            {
                                note["resolved"] = call.Text("resolved") == "true";
                            }

                            return Answer.Json(Discussion(thread));
                        }
                    )
            )
            .Post(
                Subject + "/discussions",
                call =>
                    With(
                        call,
                        _ =>
                            Answer.Json(
                                Discussion([Note(call, $"d{call.World.NextId()}", call.Json["position"], call.Text("body") ?? "")]),
                                201
                            )
                    )
            )
            .Post(
                Subject + "/discussions/:discussion/notes",
                call =>
                    One(
                        call,
                        (project, thread) =>
                            QuickActions.Run(
                                call,
                                project,
                                text => (JsonObject)Note(call, call["discussion"], thread[0]["position"], text).DeepClone()
                            )
                    )
            );

    private static Answer With(Call call, Func<List<JsonObject>, Answer> answer) =>
        call.Project is { } project ? answer(project.NotesOf(call["kind"], call["iid"])) : Answer.NotFound("Project");

    private static Answer OneNote(Call call, Func<List<JsonObject>, JsonObject, Answer> answer) =>
        With(
            call,
            notes =>
                notes.Find(note => note["id"]!.ToJsonString() == call["note"]) is { } note ? answer(notes, note) : Answer.NotFound("Note")
        );

    private static Answer One(Call call, Func<FakeProject, List<JsonObject>, Answer> answer) =>
        With(
            call,
            notes =>
                notes.Where(note => Thread(note) == call["discussion"]).ToList() is { Count: > 0 } thread
                    ? answer(call.Project!, thread)
                    : Answer.NotFound("Discussion")
        );

    /// <summary>A thread of the merge request waits to be resolved.</summary>
    internal static bool HasOpenThreads(FakeProject project, JsonObject merge) =>
        project
            .NotesOf("merge_requests", merge["iid"]!.ToJsonString())
            .Exists(note => (bool?)note["resolvable"] == true && (bool?)note["resolved"] != true);

    private static bool IsWanted(JsonObject note, string? filter) =>
        filter is not ("only_comments" or "only_activity") || (bool)note["system"]! == (filter == "only_activity");

    private static string Thread(JsonObject note) => (string?)note["discussion_id"] ?? $"d{note["id"]}";

    private static JsonObject Discussion(IEnumerable<JsonObject> notes) =>
        new()
        {
            ["id"] = Thread(notes.First()),
            ["individual_note"] = notes.First()["discussion_id"] is null,
            ["notes"] = new JsonArray([.. notes.Select(note => note.DeepClone())]),
        };

    /// <summary>A new comment of a thread, which can be resolved where it is about a merge request.</summary>
    private static JsonObject Note(Call call, string thread, JsonNode? position, string body) =>
        Comment(call, call["kind"], thread, position, body);

    internal static JsonObject Comment(Call call, string kind, string thread, JsonNode? position, string body)
    {
        var note = Shapes.Note(
            call.World.NextId(),
            call.Project!.Id,
            int.Parse(call["iid"], CultureInfo.InvariantCulture),
            call.User,
            body
        );
        call.World.Dated(note);
        note["discussion_id"] = thread;
        note["type"] = position is null ? "DiscussionNote" : "DiffNote";
        if (kind == "merge_requests")
        {
            (note["noteable_type"], note["resolvable"], note["resolved"]) = ("MergeRequest", true, false);
        }

        if (position is not null)
        {
            note["position"] = position.DeepClone();
            SuggestionRoutes.Mark(note, call.World.NextId());
        }

        call.Project.AddNote(kind, call["iid"], note);
        return note;
    }
}
