using System.Globalization;
using GitLabMcp.GitLabTools.GraphQL;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Mutations take global ids only. This finds them by the project's path and the number in that project, so that a
/// call never changes anything outside the project that it names.</summary>
internal static class FindWorkItem
{
    private static readonly GraphQLDocument ById = new(
        "query workItemId($projectId: ID!, $iid: String!) { namespace(fullPath: $projectId) { workItem(iid: $iid) { id } } }",
        "namespace.workItem"
    );

    // GitLab cannot find a comment by its work item and number, so all discussions of the work item are read.
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

    /// <summary>Replaces an iid in an argument by the global id of the work item.</summary>
    /// <param name="type">The type in the global id: a WorkItem is also an Issue with the same number.</param>
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

    /// <summary>Replaces note_id by the comment's global id, if it is a comment on the work item iid.</summary>
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
        discussion.TryGetProperty("notes"u8, JsonValueKind.Array, out var notes)
        && notes.EnumerateArray().Any(note => note.TryGetProperty("id"u8, JsonValueKind.Number, out var number) && number.GetInt64() == id);
}
