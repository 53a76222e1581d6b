namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The merge request that a tool is about.</summary>
[ArgumentGroup]
internal sealed record MergeRequestRef(ProjectId ProjectId, [Description("The 5 of !5.")] long MergeRequestIid)
{
    public const string Route = "projects/{project_id}/merge_requests/{merge_request_iid}";
}

internal static partial class MergeRequests
{
    private enum State
    {
        Opened,
        Closed,
        Locked,
        Merged,
        All,
    }

    private enum Scope
    {
        CreatedByMe,
        AssignedToMe,
        ReviewsForMe,
        All,
    }

    private enum Order
    {
        CreatedAt,
        LabelPriority,
        MilestoneDue,
        Popularity,
        Priority,
        Title,
        UpdatedAt,
        MergedAt,
    }

    private enum IssueRelation
    {
        Closes,
        Related,
    }

    private enum YesNo
    {
        Yes,
        No,
    }

    private sealed record ListMergeRequests(
        [Description("Id or path; all projects without.")] ProjectId? ProjectId = null,
        [Description("User, None or Any.")] [NumberOf(Thing.User)] [HiddenByDefault] Id? AssigneeId = null,
        [Description("User name.")] UserName? AssigneeUsername = null,
        [Description("User.")] [NumberOf(Thing.User)] [HiddenByDefault] Id? AuthorId = null,
        [Description("User name.")] UserName? AuthorUsername = null,
        [Description("User, None or Any.")] [NumberOf(Thing.User)] [HiddenByDefault] Id? ReviewerId = null,
        [Description("User name.")] UserName? ReviewerUsername = null,
        [Description("By all of these.")] [HiddenByDefault] UserName[]? ApprovedByUsernames = null,
        [Description("Created after.")] [HiddenByDefault] DateTimeOffset? CreatedAfter = null,
        [Description("Created before.")] [HiddenByDefault] DateTimeOffset? CreatedBefore = null,
        [Description("Changed after.")] [HiddenByDefault] DateTimeOffset? UpdatedAfter = null,
        [Description("Changed before.")] [HiddenByDefault] DateTimeOffset? UpdatedBefore = null,
        [Description("All of these; or None, Any.")] [CommaJoined] string[]? Labels = null,
        [Description("Title, None or Any.")] [HiddenByDefault] string? Milestone = null,
        [Description("Without project or person default created_by_me.")] Scope? Scope = null,
        [Description("In title and text.")] string? Search = null,
        [Description("Default all.")] State? State = null,
        [Description("Default created_at.")] [HiddenByDefault] Order? OrderBy = null,
        [Description("Default desc.")] [HiddenByDefault] Projects.Sort? Sort = null,
        [Description("Into this branch.")] GitRef? TargetBranch = null,
        [Description("From this branch.")] GitRef? SourceBranch = null,
        [Description("Only drafts (yes) or none.")] [HiddenByDefault] YesNo? Wip = null,
        [Description("Also label colours.")] [HiddenByDefault] bool? WithLabelsDetails = null,
        [Description("Only approved ones (yes) or none.")] [HiddenByDefault] YesNo? Approved = null,
        [Description("With these iids; needs project_id.")] [FoundBySearch] long[]? Iids = null,
        [Description("Where to search; default both.")] [CommaJoined] [FoundBySearch] Issues.SearchField[]? In = null,
        [Description("Leave these out.")] [FoundBySearch] NotMergeRequests? Not = null
    );

    private sealed record NotMergeRequests(
        [Description("Any of these.")] [CommaJoined] string[]? Labels = null,
        [Description("Title.")] string? Milestone = null,
        [Description("User name.")] UserName? AuthorUsername = null,
        [Description("User name.")] UserName? AssigneeUsername = null,
        [Description("User name.")] UserName? ReviewerUsername = null,
        [Description("User id.")] long? AuthorId = null,
        [Description("User id, None or Any.")] Id? AssigneeId = null,
        [Description("User id.")] long? ReviewerId = null,
        [Description("Own reaction, like thumbsup.")] string? MyReactionEmoji = null
    );

    private sealed record ListGroupMergeRequests(
        [Description("Id or path.")] Id GroupId,
        [Description("User, None or Any.")] [NumberOf(Thing.User)] Id? AssigneeId = null,
        [Description("User name.")] UserName? AssigneeUsername = null,
        [Description("User.")] [NumberOf(Thing.User)] Id? AuthorId = null,
        [Description("User name.")] UserName? AuthorUsername = null,
        [Description("User, None or Any.")] [NumberOf(Thing.User)] Id? ReviewerId = null,
        [Description("User name.")] UserName? ReviewerUsername = null,
        [Description("By all of these.")] UserName[]? ApprovedByUsernames = null,
        [Description("Created after.")] DateTimeOffset? CreatedAfter = null,
        [Description("Created before.")] DateTimeOffset? CreatedBefore = null,
        [Description("Changed after.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Changed before.")] DateTimeOffset? UpdatedBefore = null,
        [Description("All of these; or None, Any.")] [CommaJoined] string[]? Labels = null,
        [Description("Title, None or Any.")] string? Milestone = null,
        [Description("Default all.")] Scope? Scope = null,
        [Description("In title and text.")] string? Search = null,
        [Description("Default all.")] State? State = null,
        [Description("Default created_at.")] Order? OrderBy = null,
        [Description("Default desc.")] Projects.Sort? Sort = null,
        [Description("Into this branch.")] GitRef? TargetBranch = null,
        [Description("From this branch.")] GitRef? SourceBranch = null,
        [Description("Id or path.")] [NumberOf(Thing.Project)] ProjectId? SourceProjectId = null,
        [Description("Only drafts (yes) or none.")] YesNo? Wip = null,
        [Description("Default true.")] bool? NonArchived = null,
        [Description("Also label colours.")] bool? WithLabelsDetails = null,
        [Description("Only approved ones (yes) or none.")] YesNo? Approved = null,
        [Description("Where to search; default both.")] [CommaJoined] [FoundBySearch] Issues.SearchField[]? In = null,
        [Description("Leave these out.")] [FoundBySearch] NotMergeRequests? Not = null
    );

    /// <summary>The same by the names that people use.</summary>
    [ArgumentGroup]
    private sealed record MergeRequestNames(
        [Description("Same as assignee_ids.")] [InPlaceOf("assignee_ids")] Id[]? Assignees = null,
        [Description("Same as assignee_ids.")] [InPlaceOf("assignee_ids")] UserName[]? AssigneeUsernames = null,
        [Description("Same as reviewer_ids.")] [InPlaceOf("reviewer_ids")] Id[]? Reviewers = null,
        [Description("Same as reviewer_ids.")] [InPlaceOf("reviewer_ids")] UserName[]? ReviewerUsernames = null,
        [Description("Its title.")] [InPlaceOf("milestone_id")] Id? Milestone = null
    );

    private sealed record CreateMergeRequest(
        ProjectId ProjectId,
        [Description("Title.")] string Title,
        [Description("Has the changes.")] GitRef SourceBranch,
        [Description("To merge into.")] GitRef TargetBranch,
        MergeRequestNames Names,
        [Description("Markdown.")] Markdown? Description = null,
        [Description("From a fork: where to merge.")] [NumberOf(Thing.Project)] [HiddenByDefault] ProjectId? TargetProjectId = null,
        [Description("Ids or names.")] [NumberOf(Thing.User)] Id[]? AssigneeIds = null,
        [Description("Ids or names.")] [NumberOf(Thing.User)] Id[]? ReviewerIds = null,
        [Description("Names; new ones are made.")] [CommaJoined] string[]? Labels = null,
        [NotSent] [Description("Open as a draft.")] bool? Draft = null,
        [Description("Forks: let target members push.")] [HiddenByDefault] bool? AllowCollaboration = null,
        [Description("Delete it when merged.")] [HiddenByDefault] [Deletes(Tool = "delete_branch")] bool? RemoveSourceBranch = null,
        [Description("Squash when merged.")] [HiddenByDefault] bool? Squash = null,
        [Description("Id or title.")] [NumberOf(Thing.Milestone)] [FoundBySearch] Id? MilestoneId = null
    );

    private sealed record UpdateMergeRequest(
        ProjectId ProjectId,
        MergeRequestNames Names,
        [Description("The 5 of !5; or source_branch.")] long? MergeRequestIid = null,
        [NotSent] [Description("Instead of the iid.")] [HiddenByDefault] GitRef? SourceBranch = null,
        [Description("New title.")] string? Title = null,
        [Description("Whole new text, Markdown.")] Markdown? Description = null,
        [Description("New target.")] [HiddenByDefault] GitRef? TargetBranch = null,
        [Description("Ids or names, all; [] unassigns.")] [NumberOf(Thing.User)] Id[]? AssigneeIds = null,
        [Description("Ids or names, all; [] removes.")] [NumberOf(Thing.User)] Id[]? ReviewerIds = null,
        [Description("Replaces all.")] [CommaJoined] string[]? Labels = null,
        [Description("Close or reopen.")] Issues.StateEvent? StateEvent = null,
        [Description("Delete it when merged.")] [HiddenByDefault] [Deletes(Tool = "delete_branch")] bool? RemoveSourceBranch = null,
        [Description("Squash when merged.")] [HiddenByDefault] bool? Squash = null,
        [NotSent] [Description("false: mark as ready.")] bool? Draft = null,
        [Description("Id or title; 0 removes it.")] [NumberOf(Thing.Milestone)] [HiddenByDefault] Id? MilestoneId = null,
        [Description("Adds.")] [CommaJoined] [HiddenByDefault] string[]? AddLabels = null,
        [Description("Removes.")] [CommaJoined] [HiddenByDefault] string[]? RemoveLabels = null
    );

    private sealed record Merge(
        MergeRequestRef MergeRequest,
        [Description("SHA reviewed; refused if it moved.")] string? Sha = null,
        [Description("When checks pass, not now.")] bool? AutoMerge = null,
        [Description("Old name of auto_merge.")] [HiddenByDefault] bool? MergeWhenPipelineSucceeds = null,
        [Description("Message.")] [HiddenByDefault] string? MergeCommitMessage = null,
        [Description("Message.")] [HiddenByDefault] string? SquashCommitMessage = null,
        [Description("Squash the commits.")] bool? Squash = null,
        [Description("Delete it.")] [Deletes(Tool = "delete_branch")] bool? ShouldRemoveSourceBranch = null
    );

    private sealed record Rebase(MergeRequestRef MergeRequest, [Description("Without a new pipeline.")] bool? SkipCi = null);

    private sealed record ListIssues(
        MergeRequestRef MergeRequest,
        [Description("closes: closed by merging; related: mentioned.")] IssueRelation Relation
    );
}
