using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Mutations take global ids only. These are found from the project's path and the number there, so that a
/// call never reaches anything outside the project it names.</summary>
internal static class FindWorkItem
{
    private static readonly GraphQLDocument ById = new(
        "query workItemId($projectId: ID!, $iid: String!) { namespace(fullPath: $projectId) { workItem(iid: $iid) { id } } }",
        "namespace.workItem"
    );

    // A comment has no look-up by its work item and number: its discussions are gone through.
    private static readonly GraphQLDocument NoteIds = new(
        """
        query workItemNoteIds($projectId: ID!, $iid: String!, $after: String) {
          namespace(fullPath: $projectId) {
            workItem(iid: $iid) {
              widgets {
                ... on WorkItemWidgetNotes {
                  discussions(first: 100, after: $after, filter: ONLY_COMMENTS) {
                    nodes { notes { nodes { id } } }
                    pageInfo { hasNextPage endCursor }
                  }
                }
              }
            }
          }
        }
        """,
        "namespace.workItem.widgets.discussions"
    );

    /// <summary>The work item whose iid an argument is.</summary>
    /// <param name="type">The same number is the id of a WorkItem and of an Issue.</param>
    public static Step By(string argument, string type = "WorkItem") =>
        new(
            argument,
            (values, gitlab, ct) =>
                gitlab
                    .QueryAsync(ById, new() { ["projectId"] = values.Project.Text, ["iid"] = values[argument]!.ToString() }, ct)
                    .ThenStepAsync(answer =>
                    {
                        values[argument] = new Id($"gid://gitlab/{type}/{answer.Json().GetProperty("id"u8)}");
                        return null;
                    })
        );

    /// <summary>The comment note_id, when it is one on the work item iid.</summary>
    public static Step Note =>
        new(
            "note_id",
            async (values, gitlab, ct) =>
            {
                var id = (long)values["note_id"]!;
                string? after = null;
                do
                {
                    var variables = new JsonObject { ["projectId"] = values.Project.Text, ["iid"] = values["iid"]!.ToString() };
                    if (after is not null)
                    {
                        variables["after"] = after;
                    }

                    var reply = await gitlab.QueryAsync(NoteIds, variables, ct);
                    if (reply is not GitLabAnswer answer)
                    {
                        return ToolReply.Of(reply);
                    }

                    using (answer)
                    {
                        if (answer.Json().EnumerateArray().Any(discussion => Has(discussion, id)))
                        {
                            values["note_id"] = new Id($"gid://gitlab/Note/{id.ToString(CultureInfo.InvariantCulture)}");
                            return null;
                        }

                        after = answer.Cursor;
                    }
                } while (after is not null);

                return ToolReply.Refuse(
                    $"Work item {values["iid"]} has no comment {id}. list_work_item_notes gives the numbers of its comments."
                );
            }
        );

    private static bool Has(JsonElement discussion, long id) =>
        discussion.ValueKind == JsonValueKind.Object
        && discussion.TryGetProperty("notes"u8, out var notes)
        && notes.ValueKind == JsonValueKind.Array
        && notes
            .EnumerateArray()
            .Any(note =>
                note.ValueKind == JsonValueKind.Object
                && note.TryGetProperty("id"u8, out var number)
                && number.ValueKind == JsonValueKind.Number
                && number.GetInt64() == id
            );
}
