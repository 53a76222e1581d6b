using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Issues
{
    internal enum IssueState
    {
        Opened,
        Closed,
        All,
    }

    private enum IssueType
    {
        Issue,
        Incident,
        TestCase,
        Requirement,
        Task,
        Ticket,
    }

    private enum IssueScope
    {
        CreatedByMe,
        AssignedToMe,
        All,
    }

    private enum IssueOrder
    {
        CreatedAt,
        DueDate,
        LabelPriority,
        MilestoneDue,
        Popularity,
        Priority,
        RelativePosition,
        Title,
        UpdatedAt,
        Weight,
    }

    /// <summary>Where a search looks.</summary>
    internal enum SearchField
    {
        Title,
        Description,
    }

    internal enum StateEvent
    {
        Close,
        Reopen,
    }

    private enum Due
    {
        [JsonStringEnumMemberName("0")]
        None,
        Any,
        Today,
        Tomorrow,
        Overdue,
        Week,
        Month,
        NextMonthAndPreviousTwoWeeks,
    }

    private enum LinkType
    {
        RelatesTo,
        Blocks,
        IsBlockedBy,
    }

    internal enum Noteable
    {
        Issue,
        MergeRequest,
    }

    private enum PatchKind
    {
        SearchReplace,
        UnifiedDiff,
    }

    [ArgumentGroup]
    internal sealed record IssueRef(ProjectId ProjectId, [Description("The 5 of #5.")] long IssueIid);

    private sealed record ListIssues(
        [Description("Id or path; all projects without.")] ProjectId? ProjectId = null,
        [Description("User, None or Any.")] [NumberOf(Thing.User)] [HiddenByDefault] Id? AssigneeId = null,
        [Description("User names.")] UserName[]? AssigneeUsername = null,
        [Description("User.")] [NumberOf(Thing.User)] [HiddenByDefault] Id? AuthorId = null,
        [Description("User name.")] UserName? AuthorUsername = null,
        [Description("true: only these; false: none.")] [HiddenByDefault] bool? Confidential = null,
        [Description("Created after.")] [HiddenByDefault] DateTimeOffset? CreatedAfter = null,
        [Description("Created before.")] [HiddenByDefault] DateTimeOffset? CreatedBefore = null,
        [Description("0: without one.")] [HiddenByDefault] Due? DueDate = null,
        [Description("All of these; or None, Any.")] [CommaJoined] string[]? Labels = null,
        [Description("Title, None or Any.")] string? Milestone = null,
        [Description("Type.")] [HiddenByDefault] IssueType? IssueType = null,
        [Description("Id, None or Any.")] [HiddenByDefault] Id? IterationId = null,
        [Description("Without project or person default created_by_me.")] IssueScope? Scope = null,
        [Description("In title and text.")] string? Search = null,
        [Description("Default all.")] IssueState? State = null,
        [Description("Changed after.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Changed before.")] [HiddenByDefault] DateTimeOffset? UpdatedBefore = null,
        [Description("Also label colours.")] [HiddenByDefault] bool? WithLabelsDetails = null,
        [Description("With these iids.")] [FoundBySearch] long[]? Iids = null,
        [Description("Where to search; default both.")] [CommaJoined] [FoundBySearch] SearchField[]? In = null,
        [Description("Leave these out.")] [FoundBySearch] NotIssues? Not = null,
        [Description("Default created_at.")] [HiddenByDefault] IssueOrder? OrderBy = null,
        [Description("Default desc.")] [HiddenByDefault] Projects.Sort? Sort = null
    );

    private sealed record NotIssues(
        [Description("Any of these.")] [CommaJoined] string[]? Labels = null,
        [Description("Title.")] string? Milestone = null,
        [Description("User name.")] UserName? AuthorUsername = null,
        [Description("User names.")] UserName[]? AssigneeUsername = null,
        [Description("User id.")] long? AuthorId = null,
        [Description("User id.")] long? AssigneeId = null,
        [Description("Its iids.")] long[]? Iids = null,
        [Description("Weight.")] int? Weight = null,
        [Description("Title.")] string? IterationTitle = null
    );

    private sealed record MyIssues(
        [Description("Id or path; all projects without.")] ProjectId? ProjectId = null,
        [Description("State.")] IssueState State = IssueState.Opened,
        [Description("All of these.")] [CommaJoined] string[]? Labels = null,
        [Description("Title.")] string? Milestone = null,
        [Description("In title and text.")] string? Search = null,
        [Description("Created after.")] DateTimeOffset? CreatedAfter = null,
        [Description("Created before.")] DateTimeOffset? CreatedBefore = null,
        [Description("Changed after.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Changed before.")] DateTimeOffset? UpdatedBefore = null
    );

    /// <summary>The same by the names that people use.</summary>
    [ArgumentGroup]
    private sealed record IssueNames(
        [Description("Same as assignee_ids.")] [InPlaceOf("assignee_ids")] Id[]? Assignees = null,
        [Description("Same as assignee_ids.")] [InPlaceOf("assignee_ids")] UserName[]? AssigneeUsernames = null,
        [Description("Its title.")] [InPlaceOf("milestone_id")] Id? Milestone = null
    );

    private sealed record CreateIssue(
        ProjectId ProjectId,
        [Description("Title.")] string Title,
        IssueNames Names,
        [Description("Markdown.")] Markdown? Description = null,
        [Description("Ids or names.")] [NumberOf(Thing.User)] Id[]? AssigneeIds = null,
        [Description("Names; new ones are made.")] [CommaJoined] string[]? Labels = null,
        [Description("Id or title.")] [NumberOf(Thing.Milestone)] Id? MilestoneId = null,
        [Description("Type.")] [HiddenByDefault] IssueType? IssueType = null,
        [Description("From 0.")] [HiddenByDefault] int? Weight = null,
        [Description("Hide from outsiders.")] [HiddenByDefault] bool? Confidential = null,
        [Description("Last day.")] [HiddenByDefault] DateOnly? DueDate = null
    );

    private sealed record UpdateIssue(
        IssueRef Issue,
        IssueNames Names,
        [Description("New title.")] string? Title = null,
        [Description("Whole new text; a part: update_issue_description_patch.")] Markdown? Description = null,
        [Description("Ids or names, all; [] unassigns.")] [NumberOf(Thing.User)] Id[]? AssigneeIds = null,
        [Description("Hide from outsiders.")] [HiddenByDefault] bool? Confidential = null,
        [Description("Only members may comment.")] [HiddenByDefault] bool? DiscussionLocked = null,
        [Description("YYYY-MM-DD; empty removes it.")] [HiddenByDefault] string? DueDate = null,
        [Description("Replaces all.")] [CommaJoined] string[]? Labels = null,
        [Description("Adds.")] [CommaJoined] string[]? AddLabels = null,
        [Description("Removes.")] [CommaJoined] string[]? RemoveLabels = null,
        [Description("Id or title; 0 removes it.")] [NumberOf(Thing.Milestone)] Id? MilestoneId = null,
        [Description("Close or reopen.")] StateEvent? StateEvent = null,
        [Description("From 0.")] [HiddenByDefault] int? Weight = null,
        [Description("Type.")] [HiddenByDefault] IssueType? IssueType = null,
        [NotSent] [Description("Answer with every field.")] [HiddenByDefault] bool? FullResponse = null
    );

    private sealed record PatchDescription(
        IssueRef Issue,
        [Description("Format of patch.")] PatchKind PatchType,
        [Description("search_replace: lines <<<<<<< SEARCH, old text, =======, new text, >>>>>>> REPLACE. unified_diff: hunks with @@.")]
            string Patch,
        [Description("Only show the outcome.")] bool DryRun = false,
        [Description("Also comment that it changed.")] bool CreateNote = false,
        [Description("Replace every match.")] bool AllowMultiple = false
    );

    private sealed record CreateNote(
        ProjectId ProjectId,
        [Description("What to comment on.")] Noteable NoteableType,
        [Description("Its iid.")] long NoteableIid,
        [Description("Markdown.")] Markdown Body,
        [Description("For members only.")] [HiddenByDefault] bool? Internal = null
    );

    private sealed record CreateIssueNote(
        IssueRef Issue,
        [Description("Markdown.")] Markdown Body,
        [Description("Thread to reply to.")] Id? DiscussionId = null,
        [Description("Date it back; owners only.")] DateTimeOffset? CreatedAt = null,
        [Description("For members only; not for replies.")] bool? Internal = null
    );

    private sealed record UpdateIssueNote(
        IssueRef Issue,
        [Description("From list_issue_discussions.")] Id DiscussionId,
        [Description("Comment id.")] long NoteId,
        [Description("New text, Markdown.")] [Deletes] Markdown? Body = null,
        [Description("Resolve or reopen the thread.")] bool? Resolved = null
    );

    private sealed record CreateThread(
        IssueRef Issue,
        [Description("Markdown.")] Markdown Body,
        [NotSent] [Description(InternalNotes.ThreadRule)] [FoundBySearch] bool? Internal = null
    );

    private sealed record CommentRef(IssueRef Issue, [Description("Comment id.")] long NoteId);

    private sealed record LinkRef(IssueRef Issue, [Description("From list_issue_links.")] long IssueLinkId);

    private sealed record CreateLink(
        IssueRef Issue,
        [Description("The other issue's project.")] ProjectId TargetProjectId,
        [Description("The other issue's iid.")] long TargetIssueIid,
        [Description("This issue to the other.")] LinkType LinkType = LinkType.RelatesTo
    );

    private sealed record CreateReaction(IssueRef Issue, [Description("Emoji, like thumbsup.")] string Name);

    private sealed record ReactionRef(IssueRef Issue, [Description("Reaction id.")] long AwardId);

    private sealed record NoteRef(
        IssueRef Issue,
        [Description("Comment id.")] long NoteId,
        [NotSent] [Description("Not needed.")] Id? DiscussionId = null
    );

    private sealed record CreateNoteReaction(
        IssueRef Issue,
        [Description("Comment id.")] long NoteId,
        [Description("Emoji, like thumbsup.")] string Name,
        [NotSent] [Description("Not needed.")] Id? DiscussionId = null
    );

    private sealed record NoteReactionRef(
        IssueRef Issue,
        [Description("Comment id.")] long NoteId,
        [Description("Reaction id.")] long AwardId,
        [NotSent] [Description("Not needed.")] Id? DiscussionId = null
    );
}
