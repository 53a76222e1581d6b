using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Webhooks
{
    private enum BranchFilter { Wildcard, Regex, AllBranches }

    private sealed record Header(string Key, string Value);

    private sealed record ListWebhooks(
        [Description("Project number or full path; or give group_id.")] ProjectId? ProjectId = null,
        [Description("Group number or full path; or give project_id.")] Id? GroupId = null);

    private sealed record WebhookRef(
        [Description("Number of the webhook.")] long HookId,
        [Description("Project number or full path; or give group_id.")] ProjectId? ProjectId = null,
        [Description("Group number or full path; or give project_id.")] Id? GroupId = null);

    private sealed record ListEvents(
        [Description("Number of the webhook.")] long HookId,
        [Description("Project number or full path; or give group_id.")] ProjectId? ProjectId = null,
        [Description("Group number or full path; or give project_id.")] Id? GroupId = null,
        [Description("Only with this answer: an HTTP status like 200, or successful, client_failure or server_failure.")] string? Status = null,
        [Ours][Description("false is the same as detail full: with the data sent and the answers.")] bool Summary = true);

    private sealed record GetEvent(
        [Description("Number of the webhook.")] long HookId,
        [Description("Number of the event, from list_webhook_events.")] long EventId,
        [Description("Project number or full path; or give group_id.")] ProjectId? ProjectId = null,
        [Description("Group number or full path; or give project_id.")] Id? GroupId = null,
        [Description("The page of list_webhook_events (of 20) that had it; searched for unless given.")][Range(1, 1_000_000)] int? Page = null);

    private sealed record CreateWebhook(
        [Description("Where to send to.")] string Url,
        [Description("Project number or full path; or give group_id.")] ProjectId? ProjectId = null,
        [Description("Group number or full path; or give project_id.")] Id? GroupId = null,
        [Description("Name.")] string? Name = null,
        [Description("What it is for.")] string? Description = null,
        [Description("Secret sent along as X-Gitlab-Token; never shown again.")] string? Token = null,
        [Description("Secret the data is signed with (newer GitLab only); never shown again.")] string? SigningToken = null,
        [Description("Check the address's TLS certificate; true unless given.")] bool? EnableSslVerification = null,
        [Description("On pushes.")] bool? PushEvents = null,
        [Description("Only on pushes to branches that match this.")] string? PushEventsBranchFilter = null,
        [Description("How push_events_branch_filter is read.")] BranchFilter? BranchFilterStrategy = null,
        [Description("On issues.")] bool? IssuesEvents = null,
        [Description("On confidential issues.")] bool? ConfidentialIssuesEvents = null,
        [Description("On merge requests.")] bool? MergeRequestsEvents = null,
        [Description("On pushed tags.")] bool? TagPushEvents = null,
        [Description("On comments.")] bool? NoteEvents = null,
        [Description("On confidential comments.")] bool? ConfidentialNoteEvents = null,
        [Description("On jobs.")] bool? JobEvents = null,
        [Description("On pipelines.")] bool? PipelineEvents = null,
        [Description("On wiki pages.")] bool? WikiPageEvents = null,
        [Description("On deployments.")] bool? DeploymentEvents = null,
        [Description("On feature flags.")] bool? FeatureFlagEvents = null,
        [Description("On releases.")] bool? ReleasesEvents = null,
        [Description("On milestones.")] bool? MilestoneEvents = null,
        [Description("On emoji reactions.")] bool? EmojiEvents = null,
        [Description("On access tokens about to expire.")] bool? ResourceAccessTokenEvents = null,
        [Description("On deploy tokens about to expire (newer GitLab only).")] bool? ResourceDeployTokenEvents = null,
        [Description("On vulnerabilities.")] bool? VulnerabilityEvents = null,
        [Description("Groups only: on members.")] bool? MemberEvents = null,
        [Description("Groups only: on projects made or removed.")] bool? ProjectEvents = null,
        [Description("Groups only: on subgroups made or removed.")] bool? SubgroupEvents = null,
        [Description("Template of the data to send, as JSON with {{fields}}.")] string? CustomWebhookTemplate = null,
        [Description("Headers to send along, each key and value.")] Header[]? CustomHeaders = null);

    private sealed record UpdateWebhook(
        [Description("Number of the webhook.")] long HookId,
        [Description("Project number or full path; or give group_id.")] ProjectId? ProjectId = null,
        [Description("Group number or full path; or give project_id.")] Id? GroupId = null,
        [Description("New address to send to.")] string? Url = null,
        [Description("Name.")] string? Name = null,
        [Description("What it is for.")] string? Description = null,
        [Description("Secret sent along as X-Gitlab-Token; never shown again.")] string? Token = null,
        [Description("Secret the data is signed with (newer GitLab only); never shown again.")] string? SigningToken = null,
        [Description("Check the address's TLS certificate; true unless given.")] bool? EnableSslVerification = null,
        [Description("On pushes.")] bool? PushEvents = null,
        [Description("Only on pushes to branches that match this.")] string? PushEventsBranchFilter = null,
        [Description("How push_events_branch_filter is read.")] BranchFilter? BranchFilterStrategy = null,
        [Description("On issues.")] bool? IssuesEvents = null,
        [Description("On confidential issues.")] bool? ConfidentialIssuesEvents = null,
        [Description("On merge requests.")] bool? MergeRequestsEvents = null,
        [Description("On pushed tags.")] bool? TagPushEvents = null,
        [Description("On comments.")] bool? NoteEvents = null,
        [Description("On confidential comments.")] bool? ConfidentialNoteEvents = null,
        [Description("On jobs.")] bool? JobEvents = null,
        [Description("On pipelines.")] bool? PipelineEvents = null,
        [Description("On wiki pages.")] bool? WikiPageEvents = null,
        [Description("On deployments.")] bool? DeploymentEvents = null,
        [Description("On feature flags.")] bool? FeatureFlagEvents = null,
        [Description("On releases.")] bool? ReleasesEvents = null,
        [Description("On milestones.")] bool? MilestoneEvents = null,
        [Description("On emoji reactions.")] bool? EmojiEvents = null,
        [Description("On access tokens about to expire.")] bool? ResourceAccessTokenEvents = null,
        [Description("On deploy tokens about to expire (newer GitLab only).")] bool? ResourceDeployTokenEvents = null,
        [Description("On vulnerabilities.")] bool? VulnerabilityEvents = null,
        [Description("Groups only: on members.")] bool? MemberEvents = null,
        [Description("Groups only: on projects made or removed.")] bool? ProjectEvents = null,
        [Description("Groups only: on subgroups made or removed.")] bool? SubgroupEvents = null,
        [Description("Template of the data to send, as JSON with {{fields}}.")] string? CustomWebhookTemplate = null,
        [Description("Headers to send along, each key and value.")] Header[]? CustomHeaders = null);
}
