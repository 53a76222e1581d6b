using System.ComponentModel;
using System.Text.Json.Serialization;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Issues
{
    private enum IssueState { Opened, Closed, All }

    private enum IssueType { Issue, Incident, TestCase, Requirement, Task, Ticket }

    private enum IssueScope { CreatedByMe, AssignedToMe, All }

    internal enum StateEvent { Close, Reopen }

    private enum Due
    {
        [JsonStringEnumMemberName("0")] None,
        Any,
        Today,
        Tomorrow,
        Overdue,
        Week,
        Month,
        NextMonthAndPreviousTwoWeeks,
    }

    private enum LinkType { RelatesTo, Blocks, IsBlockedBy }

    private enum Noteable { Issue, MergeRequest }

    private enum PatchKind { SearchReplace, UnifiedDiff }

    private enum TodoState { Pending, Done }

    private enum TodoAction { Assigned, Mentioned, BuildFailed, Marked, ApprovalRequired, Unmergeable, DirectlyAddressed, MergeTrainRemoved, MemberAccessRequested, ReviewRequested, ReviewSubmitted }

    private enum TodoType
    {
        [JsonStringEnumMemberName("Issue")] Issue,
        [JsonStringEnumMemberName("MergeRequest")] MergeRequest,
        [JsonStringEnumMemberName("Commit")] Commit,
        [JsonStringEnumMemberName("Epic")] Epic,
        [JsonStringEnumMemberName("WorkItem")] WorkItem,
        [JsonStringEnumMemberName("DesignManagement::Design")] Design,
        [JsonStringEnumMemberName("AlertManagement::Alert")] Alert,
        [JsonStringEnumMemberName("Project")] Project,
        [JsonStringEnumMemberName("Namespace")] Namespace,
        [JsonStringEnumMemberName("Vulnerability")] Vulnerability,
    }

    private sealed record IssueRef(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid);

    private sealed record ListIssues(
        [Description("Project number or full path; leave out to search across projects.")] ProjectId? ProjectId = null,
        [Description("Assigned to this user number, or None or Any.")] Id? AssigneeId = null,
        [Description("Assigned to these user names.")] string[]? AssigneeUsername = null,
        [Description("Written by this user number.")] long? AuthorId = null,
        [Description("Written by this user name.")] string? AuthorUsername = null,
        [Description("Only confidential (true) or only public (false) ones.")] bool? Confidential = null,
        [Description("Only created after this time.")] DateTimeOffset? CreatedAfter = null,
        [Description("Only created before this time.")] DateTimeOffset? CreatedBefore = null,
        [Description("By due date; 0 is none.")] Due? DueDate = null,
        [Description("With all of these labels; None or Any alone.")][CommaJoined] string[]? Labels = null,
        [Description("With this milestone's title; None or Any.")] string? Milestone = null,
        [Description("Of this type.")] IssueType? IssueType = null,
        [Description("In this iteration's number, or None or Any.")] Id? IterationId = null,
        [Description("Whose issues. Across projects GitLab gives created_by_me unless given.")] IssueScope? Scope = null,
        [Description("Words in title or description.")] string? Search = null,
        [Description("In this state; all unless given.")] IssueState? State = null,
        [Description("Only changed after this time.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Only changed before this time.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Labels with colour and description, not only names.")] bool? WithLabelsDetails = null);

    private sealed record MyIssues(
        [Description("Project number or full path; leave out for all projects.")] ProjectId? ProjectId = null,
        [Description("In this state.")] IssueState State = IssueState.Opened,
        [Description("With all of these labels.")][CommaJoined] string[]? Labels = null,
        [Description("With this milestone's title.")] string? Milestone = null,
        [Description("Words in title or description.")] string? Search = null,
        [Description("Only created after this time.")] DateTimeOffset? CreatedAfter = null,
        [Description("Only created before this time.")] DateTimeOffset? CreatedBefore = null,
        [Description("Only changed after this time.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Only changed before this time.")] DateTimeOffset? UpdatedBefore = null);

    private sealed record CreateIssue(
        ProjectId ProjectId,
        [Description("Title.")] string Title,
        [Description("Description, in GitLab Markdown.")] string? Description = null,
        [Description("Numbers of the users to assign.")] long[]? AssigneeIds = null,
        [Description("Names of labels.")][CommaJoined] string[]? Labels = null,
        [Description("Number of a milestone (its id, not its title).")] long? MilestoneId = null,
        [Description("Type.")] IssueType? IssueType = null,
        [Description("Weight, from 0.")] int? Weight = null);

    private sealed record UpdateIssue(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("New title.")] string? Title = null,
        [Description("New description, whole; for a part use update_issue_description_patch.")] string? Description = null,
        [Description("All assignees by user number; an empty list unassigns.")] long[]? AssigneeIds = null,
        [Description("Hide it from people without access (true), or not.")] bool? Confidential = null,
        [Description("Only members may comment.")] bool? DiscussionLocked = null,
        [Description("Due date as YYYY-MM-DD; an empty text removes it.")] string? DueDate = null,
        [Description("All labels; replaces those there are.")][CommaJoined] string[]? Labels = null,
        [Description("Number of a milestone; 0 removes it.")] long? MilestoneId = null,
        [Description("Close or reopen it.")] StateEvent? StateEvent = null,
        [Description("Weight, from 0.")] int? Weight = null,
        [Description("Type.")] IssueType? IssueType = null,
        [Ours][Description("Give every field back.")] bool? FullResponse = null);

    private sealed record PatchDescription(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("How the patch is written.")] PatchKind PatchType,
        [Description("search_replace: a line <<<<<<< SEARCH, the old text, a line =======, the new text, a line >>>>>>> REPLACE, as often as needed. unified_diff: hunks with @@.")] string Patch,
        [Description("Only show what the description would be.")] bool DryRun = false,
        [Description("Comment on the issue that its description was changed.")] bool CreateNote = false,
        [Description("Replace every place a search fits, not exactly one.")] bool AllowMultiple = false);

    private sealed record CreateNote(
        ProjectId ProjectId,
        [Description("What to comment on.")] Noteable NoteableType,
        [Description("Its number in the project.")] long NoteableIid,
        [Description("The comment, in GitLab Markdown.")] string Body);

    private sealed record CreateIssueNote(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("The comment, in GitLab Markdown.")] string Body,
        [Description("The thread to reply to; leave out for a new comment.")] Id? DiscussionId = null,
        [Description("Date it back to this time (administrators and owners).")] DateTimeOffset? CreatedAt = null);

    private sealed record UpdateIssueNote(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("The thread of the comment.")] Id DiscussionId,
        [Description("Number of the comment.")] long NoteId,
        [Description("The new comment, in GitLab Markdown.")] string? Body = null,
        [Description("Resolve the thread, or open it again.")] bool? Resolved = null);

    private sealed record LinkRef(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("Number of the link, from list_issue_links.")] long IssueLinkId);

    private sealed record CreateLink(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("The other issue's project, by number or full path.")] ProjectId TargetProjectId,
        [Description("The other issue's number in its project.")] long TargetIssueIid,
        [Description("How this issue relates to the other.")] LinkType LinkType = LinkType.RelatesTo);

    private sealed record CreateReaction(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("Name of the emoji without colons, like thumbsup.")] string Name);

    private sealed record ReactionRef(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("Number of the reaction.")] long AwardId);

    private sealed record NoteRef(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("Number of the comment.")] long NoteId,
        [Ours][Description("Not needed: the comment's number is enough.")] Id? DiscussionId = null);

    private sealed record CreateNoteReaction(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("Number of the comment.")] long NoteId,
        [Description("Name of the emoji without colons, like thumbsup.")] string Name,
        [Ours][Description("Not needed: the comment's number is enough.")] Id? DiscussionId = null);

    private sealed record NoteReactionRef(
        ProjectId ProjectId,
        [Description("Number of the issue in its project, the 5 of #5.")] long IssueIid,
        [Description("Number of the comment.")] long NoteId,
        [Description("Number of the reaction.")] long AwardId,
        [Ours][Description("Not needed: the comment's number is enough.")] Id? DiscussionId = null);

    private sealed record ListTodos(
        [Description("Only for this reason.")] TodoAction? Action = null,
        [Description("Only from this user number.")] long? AuthorId = null,
        [Description("Only of this project number.")] long? ProjectId = null,
        [Description("Only of this group number.")] long? GroupId = null,
        [Description("Pending unless given.")] TodoState? State = null,
        [Description("Only on this kind of thing.")] TodoType? Type = null);

    private sealed record TodoRef([Description("Number of the to-do item.")] long Id);
}
