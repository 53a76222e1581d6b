namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Comments of a review that only their writer sees until they are published.</summary>
internal static class DraftNotes
{
    public static IEnumerable<Tool> Tools =>
        [
            Tool.Get<MergeRequestRef>("list_draft_notes", Drafts, "List the user's unpublished review comments on a merge request.")
                .Keeping(Draft),
            Tool.Get<DraftRef>("get_draft_note", OneDraft, "Read one of the user's unpublished review comments.")
                .Keeping(Draft)
                .Windowing("note"),
            Tool.Post<CreateDraft>(
                    "create_draft_note",
                    Drafts,
                    "Write a review comment that stays unseen until published; seen at once: create_merge_request_thread."
                )
                .After(InternalNotes.NoDraft, DiffPlace.FilledIn, LineCodes.FilledIn)
                .Keeping(Draft),
            Tool.Put<UpdateDraft>("update_draft_note", OneDraft, "Change an unpublished review comment.")
                .After(Unchangeable, DiffPlace.FilledIn, LineCodes.FilledIn)
                .Keeping(Draft),
            Tool.Delete<DraftRef>("delete_draft_note", OneDraft, "Delete an unpublished review comment."),
            Tool.Put<DraftRef>(
                "publish_draft_note",
                OneDraft + "/publish",
                "Publish one of the user's draft review comments; all: bulk_publish_draft_notes."
            ),
            Tool.Reaching<Publish>(
                "bulk_publish_draft_notes",
                "Publish all of the user's draft review comments, with a verdict if wanted.",
                (arguments, context, ct) =>
                    WhyNot(arguments.ReviewerState, context.Tools) is { } why
                        ? Task.FromResult<ToolReply>(ToolReply.Refuse(why))
                        : PublishAsync(arguments, context.GitLab, ct)
            ) with
            {
                Effect = Effect.Change,
            },
        ];

    private const string Drafts = MergeRequestRef.Route + "/draft_notes",
        OneDraft = Drafts + "/{draft_note_id}";

    private const string Draft = """
        id, note, discussion_id, resolve_discussion, commit_id,
        position(base_sha,start_sha,head_sha,position_type,new_path,new_line,old_path,old_line,line_range)
        """;

    private static Step Unchangeable =>
        new(
            "resolve_discussion",
            (values, _, _) =>
                Task.FromResult(
                    values["resolve_discussion"] is null
                        ? null
                        : ToolReply.Refuse(
                            "GitLab cannot change resolve_discussion of a draft. "
                                + "Delete the draft and create it anew with create_draft_note."
                        )
                )
        );

    /// <summary>A verdict is held to the tool that does the same: docs/behaviour.md, Operator limits.</summary>
    private static string? WhyNot(Verdict? verdict, IReachableTools tools)
    {
        string[] same = verdict switch
        {
            Verdict.Approved => ["approve_merge_request"],
            Verdict.RequestedChanges => ["update_merge_request"],
            _ => [],
        };
        return tools.WhyDenied(same) is { } why ? $"The verdict in reviewer_state is refused: {why}. Nothing was sent." : null;
    }

    /// <summary>GitLab's own request only publishes. The closing comment and the approval of a review are further requests,
    /// and each says by itself whether it failed.</summary>
    private static Task<ToolReply> PublishAsync(Publish arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (project, number) = arguments.MergeRequest;
        return gitlab
            .PostAsync($"projects/{project}/merge_requests/{number}/draft_notes/bulk_publish", Empty, ct)
            .ThenAsync(async published =>
            {
                var outcome = new JsonObject();
                AddOutcome(outcome, "published", published);
                if (Closing(arguments) is { Length: > 0 } closing)
                {
                    var note = new JsonObject { ["body"] = closing };
                    if (arguments.Internal)
                    {
                        note["internal"] = true;
                    }

                    AddOutcome(
                        outcome,
                        "note",
                        await gitlab.PostAsync($"projects/{project}/merge_requests/{number}/notes", () => ToolJson.Content(note), ct)
                    );
                }

                if (arguments.ReviewerState == Verdict.Approved)
                {
                    AddOutcome(
                        outcome,
                        "approved",
                        await gitlab.PostAsync($"projects/{project}/merge_requests/{number}/approve", Empty, ct)
                    );
                }

                return ToolReply.Json(outcome);
            });
    }

    /// <summary>A quick action of GitLab in the closing comment is what requests changes.</summary>
    private static string Closing(Publish arguments)
    {
        var action = arguments.ReviewerState == Verdict.RequestedChanges ? "/request_changes" : null;
        return string.Join("\n\n", new[] { arguments.Note?.Text, action }.Where(text => !string.IsNullOrEmpty(text)));
    }

    private static HttpContent Empty() => ToolJson.Content([]);

    private static void AddOutcome(JsonObject outcome, string what, GitLabReply reply)
    {
        outcome[what] = reply is GitLabRefusal refusal ? "failed: " + refusal.Sentence : true;
        (reply as GitLabAnswer)?.Dispose();
    }

    private enum Verdict
    {
        Reviewed,
        RequestedChanges,
        Approved,
    }

    [ArgumentGroup]
    private sealed record DraftRef(MergeRequestRef MergeRequest, [Description("From list_draft_notes.")] long DraftNoteId);

    private sealed record CreateDraft(
        MergeRequestRef MergeRequest,
        [Description("Markdown.")] [SentAs("note")] Markdown Body,
        [Description("Thread to reply to.")] string? InReplyToDiscussionId = null,
        [Description("Line or file it is on.")] DiffPosition? Position = null,
        [Description("Resolve it on publishing.")] bool? ResolveDiscussion = null,
        [NotSent] [Description(InternalNotes.DraftRule)] [FoundBySearch] bool? Internal = null
    );

    private sealed record UpdateDraft(
        DraftRef Draft,
        [Description("New text, Markdown.")] [SentAs("note")] Markdown? Body = null,
        [Description("Line or file it is on.")] DiffPosition? Position = null,
        [NotSent] [Description("Cannot be changed.")] bool? ResolveDiscussion = null
    );

    private sealed record Publish(
        MergeRequestRef MergeRequest,
        [Description("Verdict; reviewed: only comments.")] Verdict? ReviewerState = null,
        [Description("Closing comment, Markdown.")] Markdown? Note = null,
        [Description("Only members see note.")] bool Internal = false
    );
}
