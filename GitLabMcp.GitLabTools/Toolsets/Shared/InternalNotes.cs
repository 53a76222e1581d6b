namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Comments that only members of the project see. GitLab takes internal for a new comment only, and whoever wants a comment
/// internal must not find it public: so the other tools know the argument and refuse it.</summary>
internal static class InternalNotes
{
    public const string ThreadRule = "Only for comments, not here.";
    public const string ReplyRule = "A reply is as its thread.";
    public const string DraftRule = "GitLab has none.";

    /// <summary>For tools that reply to the thread of discussion_id, or can do so.</summary>
    public static Step NoneAsReply =>
        Refusing(
            "A reply is internal exactly when its thread is, so internal cannot be set. Leave it out to reply in an internal thread, "
                + "or write a comment of its own with create_issue_note or create_merge_request_note.",
            values => values["discussion_id"] is not null
        );

    public static Step NoThread =>
        Refusing(
            "GitLab cannot start an internal thread here. Use create_merge_request_note with internal: it can be replied to like a thread."
        );

    public static Step NoIssueThread =>
        Refusing("GitLab cannot start an internal thread here. Use create_issue_note with internal: it can be replied to like a thread.");

    public static Step NoDraft =>
        Refusing("GitLab has no internal review comments: a draft is published for all to read. Use create_merge_request_note.");

    private static Step Refusing(string sentence, Func<CallValues, bool>? isRefused = null) =>
        new(
            "internal",
            (values, _, _) =>
                Task.FromResult(values["internal"] is true && isRefused?.Invoke(values) != false ? ToolReply.Refuse(sentence) : null)
        );
}
