using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Names one merge request.</summary>
internal sealed record MergeRequestRef(
    ProjectId ProjectId,
    [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid);

internal static partial class MergeRequests
{
    private enum State { Opened, Closed, Locked, Merged, All }

    private enum Scope { CreatedByMe, AssignedToMe, ReviewsForMe, All }

    private enum Order { CreatedAt, LabelPriority, MilestoneDue, Popularity, Priority, Title, UpdatedAt, MergedAt }

    private enum YesNo { Yes, No }

    private sealed record ListMergeRequests(
        [Description("Project number or full path; leave out to search across projects.")] ProjectId? ProjectId = null,
        [Description("Assigned to this user number, or None or Any.")] Id? AssigneeId = null,
        [Description("Assigned to this user name.")] string? AssigneeUsername = null,
        [Description("Written by this user number.")] long? AuthorId = null,
        [Description("Written by this user name.")] string? AuthorUsername = null,
        [Description("To be reviewed by this user number, or None or Any.")] Id? ReviewerId = null,
        [Description("To be reviewed by this user name.")] string? ReviewerUsername = null,
        [Description("Approved by all of these user names.")] string[]? ApprovedByUsernames = null,
        [Description("Only created after this time.")] DateTimeOffset? CreatedAfter = null,
        [Description("Only created before this time.")] DateTimeOffset? CreatedBefore = null,
        [Description("Only changed after this time.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Only changed before this time.")] DateTimeOffset? UpdatedBefore = null,
        [Description("With all of these labels; None or Any alone.")][CommaJoined] string[]? Labels = null,
        [Description("With this milestone's title; None or Any.")] string? Milestone = null,
        [Description("Whose. Across projects GitLab gives created_by_me unless given.")] Scope? Scope = null,
        [Description("Words in title or description.")] string? Search = null,
        [Description("In this state; all unless given.")] State? State = null,
        [Description("Order; created_at unless given.")] Order? OrderBy = null,
        [Description("Direction; desc unless given.")] Projects.Sort? Sort = null,
        [Description("Into this branch.")] string? TargetBranch = null,
        [Description("From this branch.")] string? SourceBranch = null,
        [Description("Only drafts (yes), or none (no).")] YesNo? Wip = null,
        [Description("Labels with colour and description, not only names.")] bool? WithLabelsDetails = null);

    private sealed record ListGroupMergeRequests(
        [Description("Group number, or full path.")] Id GroupId,
        [Description("Assigned to this user number, or None or Any.")] Id? AssigneeId = null,
        [Description("Assigned to this user name.")] string? AssigneeUsername = null,
        [Description("Written by this user number.")] long? AuthorId = null,
        [Description("Written by this user name.")] string? AuthorUsername = null,
        [Description("To be reviewed by this user number, or None or Any.")] Id? ReviewerId = null,
        [Description("To be reviewed by this user name.")] string? ReviewerUsername = null,
        [Description("Approved by all of these user names.")] string[]? ApprovedByUsernames = null,
        [Description("Only created after this time.")] DateTimeOffset? CreatedAfter = null,
        [Description("Only created before this time.")] DateTimeOffset? CreatedBefore = null,
        [Description("Only changed after this time.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Only changed before this time.")] DateTimeOffset? UpdatedBefore = null,
        [Description("With all of these labels; None or Any alone.")][CommaJoined] string[]? Labels = null,
        [Description("With this milestone's title; None or Any.")] string? Milestone = null,
        [Description("Whose; all unless given.")] Scope? Scope = null,
        [Description("Words in title or description.")] string? Search = null,
        [Description("In this state; all unless given.")] State? State = null,
        [Description("Order; created_at unless given.")] Order? OrderBy = null,
        [Description("Direction; desc unless given.")] Projects.Sort? Sort = null,
        [Description("Into this branch.")] string? TargetBranch = null,
        [Description("From this branch.")] string? SourceBranch = null,
        [Description("From this project number.")] long? SourceProjectId = null,
        [Description("Only drafts (yes), or none (no).")] YesNo? Wip = null,
        [Description("Leave out archived projects; true unless given.")] bool? NonArchived = null,
        [Description("Labels with colour and description, not only names.")] bool? WithLabelsDetails = null);

    private sealed record CreateMergeRequest(
        ProjectId ProjectId,
        [Description("Title.")] string Title,
        [Description("Branch with the changes.")] string SourceBranch,
        [Description("Branch to merge into.")] string TargetBranch,
        [Description("Description, in GitLab Markdown.")] string? Description = null,
        [Description("Number of the project to merge into, for a fork; this one unless given.")] ProjectId? TargetProjectId = null,
        [Description("Numbers of the users to assign.")] long[]? AssigneeIds = null,
        [Description("Numbers of the users to review.")] long[]? ReviewerIds = null,
        [Description("Names of labels.")][CommaJoined] string[]? Labels = null,
        [Ours][Description("Open it as a draft, which cannot be merged yet.")] bool? Draft = null,
        [Description("Let members of the target project push to the source branch (forks).")] bool? AllowCollaboration = null,
        [Description("Delete the source branch when merged.")] bool? RemoveSourceBranch = null,
        [Description("Squash the commits when merged.")] bool? Squash = null);

    private sealed record UpdateMergeRequest(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project; or give source_branch.")] long? MergeRequestIid = null,
        [Ours][Description("Its source branch, instead of the number.")] string? SourceBranch = null,
        [Description("New title.")] string? Title = null,
        [Description("New description, whole.")] string? Description = null,
        [Description("Another branch to merge into.")] string? TargetBranch = null,
        [Description("All assignees by user number; an empty list unassigns.")] long[]? AssigneeIds = null,
        [Description("All reviewers by user number; an empty list removes them.")] long[]? ReviewerIds = null,
        [Description("All labels; replaces those there are.")][CommaJoined] string[]? Labels = null,
        [Description("Close or reopen it.")] Issues.StateEvent? StateEvent = null,
        [Description("Delete the source branch when merged.")] bool? RemoveSourceBranch = null,
        [Description("Squash the commits when merged.")] bool? Squash = null,
        [Ours][Description("Make it a draft, or mark it as ready.")] bool? Draft = null,
        [Description("Number of a milestone; 0 removes it.")] long? MilestoneId = null);

    private sealed record Merge(
        ProjectId ProjectId,
        [Description("Number of the merge request in its project, the 5 of !5.")] long MergeRequestIid,
        [Description("SHA of the source branch as you reviewed it: GitLab refuses when something was pushed since.")] string? Sha = null,
        [Description("Merge when all checks pass, not now.")] bool? AutoMerge = null,
        [Description("Older name of auto_merge.")] bool? MergeWhenPipelineSucceeds = null,
        [Description("Message of the merge commit.")] string? MergeCommitMessage = null,
        [Description("Message of the squashed commit.")] string? SquashCommitMessage = null,
        [Description("Squash the commits.")] bool? Squash = null,
        [Description("Delete the source branch.")] bool? ShouldRemoveSourceBranch = null);
}
