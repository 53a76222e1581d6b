using GitLabMcp.GitLabTools.GraphQL;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Changes a work item: one mutation for its own fields, and one for each thing that GitLab changes separately.</summary>
internal static partial class WorkItemUpdate
{
    public static Tool Tool =>
        Tool.Call<UpdateWorkItem>(
                "update_work_item",
                Effect.Change,
                "Change, close or reopen a work item, its relatives and links. Only what is given changes.",
                UpdateAsync
            )
            .Keeping($"failed, {WorkItemFields.DetailFields}")
            .ListingProjectsIn(WorkItemFields.Relatives);

    private static readonly GraphQLDocument Update = WorkItemDocuments.Change("workItemUpdate", "WorkItemUpdateInput");

    private static readonly GraphQLDocument AddLinks = WorkItemDocuments.Bare("workItemAddLinkedItems", "WorkItemAddLinkedItemsInput");

    private static readonly GraphQLDocument RemoveLinks = WorkItemDocuments.Bare(
        "workItemRemoveLinkedItems",
        "WorkItemRemoveLinkedItemsInput"
    );

    private static readonly GraphQLDocument SetSeverity = WorkItemDocuments.Bare("issueSetSeverity", "IssueSetSeverityInput");

    private static readonly GraphQLDocument SetEscalationStatus = WorkItemDocuments.Bare(
        "issueSetEscalationStatus",
        "IssueSetEscalationStatusInput"
    );

    /// <param name="What">The arguments that it carries out, for the answer.</param>
    private sealed record Mutation(string What, GraphQLDocument Document, JsonObject Input);

    private static async Task<ToolReply> UpdateAsync(UpdateWorkItem arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        if (arguments is { ParentIid: not null, RemoveParent: true })
        {
            return ToolReply.Refuse("Give parent_iid or remove_parent, not both.");
        }

        if (!WorkItemInput.AreDates(arguments.StartDate, arguments.DueDate))
        {
            return ToolReply.Refuse("The arguments start_date and due_date are dates like 2026-03-31; an empty text removes the date.");
        }

        var places = new Places(arguments.ProjectId, gitlab);
        var (path, refusal) = await places.PathAsync(null, ct);
        var lookup = new WorkItemLookup();
        refusal ??= await LookUpAsync(arguments, path!, places, lookup, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        Mutation[] mutations = [.. Mutations(arguments, path!, lookup)];
        if (mutations.Length == 0)
        {
            return ToolReply.Refuse("There is nothing to change: give at least one argument besides project_id and iid.");
        }

        var (failed, done) = (new JsonObject(), new JsonArray());
        foreach (var mutation in mutations)
        {
            var reply = await gitlab.QueryAsync(mutation.Document, new() { ["input"] = mutation.Input }, ct);
            if (mutation.What == Fields && (mutations.Length == 1 || reply is GitLabRefusal))
            {
                // This mutation is the first, so nothing else was tried yet.
                return reply is GitLabAnswer && ChangesNewerWidgets(arguments)
                    ? WorkItemAnswer.Of(
                        reply,
                        await gitlab.QueryAsync(WorkItemDocuments.Newer, new() { ["projectId"] = path, ["iid"] = arguments.Iid.Text }, ct)
                    )
                    : WorkItemAnswer.Of(reply);
            }

            using var answer = reply as GitLabAnswer;
            if (reply is GitLabRefusal refused)
            {
                failed[mutation.What] = refused.Sentence;
            }
            else
            {
                done.Add(mutation.What);
            }
        }

        return done.Count == 0
            ? ToolReply.Refuse(string.Join(' ', failed.Select(one => $"{one.Key}: {one.Value}")))
            : await ReadAsync(path!, arguments, gitlab, failed, done, ct);
    }

    private static bool ChangesNewerWidgets(UpdateWorkItem arguments) => arguments.Status is not null || arguments.CustomFields is not null;

    /// <summary>Reads the work item again, and adds which parts of the call failed.</summary>
    private static async Task<ToolReply> ReadAsync(
        string path,
        UpdateWorkItem arguments,
        CallerGitLab gitlab,
        JsonObject failed,
        JsonArray done,
        CancellationToken ct
    )
    {
        var variables = new JsonObject { ["projectId"] = path, ["iid"] = arguments.Iid.Text };
        if (await gitlab.QueryAsync(WorkItemDocuments.One, variables, ct) is not GitLabAnswer answer)
        {
            var outcome = new JsonObject
            {
                ["done"] = done,
                ["note"] = "The work item could not be read afterwards; get_work_item shows it.",
            };
            if (failed.Count > 0)
            {
                outcome["failed"] = failed;
            }

            return ToolReply.Json(outcome);
        }

        using (answer)
        {
            var read = JsonNode.Parse(answer.Body.Span)!.AsObject();
            if (ChangesNewerWidgets(arguments))
            {
                WorkItemAnswer.Add(read, await gitlab.QueryAsync(WorkItemDocuments.Newer, variables, ct));
            }

            var item = WorkItemAnswer.Of(read);
            if (failed.Count > 0)
            {
                item["failed"] = failed;
            }

            return ToolReply.Of(GitLabAnswer.Of(item));
        }
    }
}
