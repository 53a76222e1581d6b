namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Webhooks
{
    private enum BranchFilter
    {
        Wildcard,
        Regex,
        AllBranches,
    }

    /// <summary>Of GitLab's triggers, which all end in _events.</summary>
    private enum Trigger
    {
        PushEvents,
        TagPushEvents,
        IssuesEvents,
        ConfidentialIssuesEvents,
        NoteEvents,
        ConfidentialNoteEvents,
        MergeRequestsEvents,
        JobEvents,
        PipelineEvents,
        WikiPageEvents,
        DeploymentEvents,
        FeatureFlagEvents,
        ReleasesEvents,
        MilestoneEvents,
        EmojiEvents,
        ResourceAccessTokenEvents,
        VulnerabilityEvents,
    }

    private sealed record Header(string Key, string Value);

    [ArgumentGroup]
    private sealed record WebhookOwner(
        [Description("Id or path; or group_id.")] ProjectId? ProjectId = null,
        [Description("Id or path; or project_id.")] Id? GroupId = null
    );

    [ArgumentGroup]
    private sealed record WebhookRef([Description("Webhook id.")] long HookId, WebhookOwner Owner);

    private sealed record ListEvents(
        WebhookRef Webhook,
        [Description("Like 200, successful, client_failure, server_failure.")] string? Status = null,
        [NotSent] [Description("false: also data and answers.")] bool Summary = true,
        [Description("At most 20.")] [Range(1, 20)] int PerPage = 20
    );

    private sealed record GetEvent(
        [Description("Webhook id.")] long HookId,
        [Description("From list_webhook_events.")] long EventId,
        WebhookOwner Owner,
        [Description("Its page in list_webhook_events.")] [Range(1, 1_000_000)] int? Page = null
    );

    private sealed record TestWebhook(WebhookRef Webhook, [Description("What to send.")] Trigger Trigger);

    private sealed record EventRef(
        [Description("Webhook id.")] long HookId,
        [Description("From list_webhook_events.")] long EventId,
        WebhookOwner Owner
    );

    [ArgumentGroup]
    private sealed record WebhookSettings(
        [Description("Name.")] string? Name = null,
        [Description("What it is for.")] string? Description = null,
        [Description("Secret, sent as X-Gitlab-Token.")] string? Token = null,
        [Description("Secret to sign with (newer GitLab).")] string? SigningToken = null,
        [Description("Check certificates; default true.")] bool? EnableSslVerification = null,
        [Description("On pushes.")] bool? PushEvents = null,
        [Description("Only matching branches.")] string? PushEventsBranchFilter = null,
        [Description("How that filter is read.")] BranchFilter? BranchFilterStrategy = null,
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
        [Description("On tokens about to expire.")] bool? ResourceAccessTokenEvents = null,
        [Description("On expiring ones (newer GitLab).")] bool? ResourceDeployTokenEvents = null,
        [Description("On vulnerabilities.")] bool? VulnerabilityEvents = null,
        [Description("Groups only.")] bool? MemberEvents = null,
        [Description("Groups only.")] bool? ProjectEvents = null,
        [Description("Groups only.")] bool? SubgroupEvents = null,
        [Description("JSON to send, with {{fields}}.")] string? CustomWebhookTemplate = null,
        [Description("Extra headers.")] Header[]? CustomHeaders = null
    );

    private sealed record CreateWebhook([Description("Where to send.")] string Url, WebhookOwner Owner, WebhookSettings Settings);

    private sealed record UpdateWebhook(
        WebhookRef Webhook,
        [Description("Where to send.")] string? Url = null,
        WebhookSettings? Settings = null
    );
}
