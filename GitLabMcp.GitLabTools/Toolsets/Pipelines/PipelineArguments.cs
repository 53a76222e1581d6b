namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Pipelines
{
    internal enum PipelineScope
    {
        Running,
        Pending,
        Finished,
        Branches,
        Tags,
    }

    private enum PipelineOrder
    {
        Id,
        Status,
        Ref,
        UpdatedAt,
        UserId,
    }

    private enum PipelineSource
    {
        Unknown,
        Push,
        Web,
        Trigger,
        Schedule,
        Api,
        External,
        Pipeline,
        Chat,
        Webide,
        MergeRequestEvent,
        ExternalPullRequestEvent,
        ParentPipeline,
        OndemandDastScan,
        OndemandDastValidation,
        SecurityOrchestrationPolicy,
        ContainerRegistryPush,
        DuoWorkflow,
        PipelineExecutionPolicySchedule,
    }

    private sealed record PipelineVariable(string Key, string Value, Variables.VariableType? VariableType = null);

    [ArgumentGroup]
    internal sealed record PipelineRef(ProjectId ProjectId, [Description("Id, not iid.")] long PipelineId);

    private sealed record ListPipelines(
        ProjectId ProjectId,
        [Description("branches, tags: the latest of each.")] [HiddenByDefault] PipelineScope? Scope = null,
        [Description("Status.")] CiStatus? Status = null,
        [Description("Branch or tag.")] GitRef? Ref = null,
        [Description("Full commit SHA.")] string? Sha = null,
        [Description("With invalid YAML.")] [HiddenByDefault] bool? YamlErrors = null,
        [Description("Who started it.")] [HiddenByDefault] UserName? Username = null,
        [Description("How it started.")] [HiddenByDefault] PipelineSource? Source = null,
        [Description("Name.")] [HiddenByDefault] string? Name = null,
        [Description("Changed after.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Changed before.")] [HiddenByDefault] DateTimeOffset? UpdatedBefore = null,
        [Description("Created after.")] [HiddenByDefault] DateTimeOffset? CreatedAfter = null,
        [Description("Created before.")] [HiddenByDefault] DateTimeOffset? CreatedBefore = null,
        [Description("Default id.")] [HiddenByDefault] PipelineOrder? OrderBy = null,
        [Description("Default desc.")] [HiddenByDefault] Projects.Sort? Sort = null
    );

    private sealed record CreatePipeline(
        ProjectId ProjectId,
        [Description("Branch or tag.")] GitRef Ref,
        [Description("CI/CD variables.")] PipelineVariable[]? Variables = null,
        [Description("spec:inputs values by name.")] Dictionary<string, JsonElement>? Inputs = null
    );

    private sealed record NamePipeline(PipelineRef Pipeline, [Description("New name.")] string Name);

    private sealed record WaitForPipeline(
        PipelineRef Pipeline,
        [Description("Longest wait.")] [Range(1, 600)] int TimeoutSeconds = 45,
        [Description("How often to look.")] [Range(2, 60)] int PollIntervalSeconds = 5
    );

    internal sealed record GetTestReport(
        PipelineRef Pipeline,
        [Description("false: passed and skipped too.")] bool OnlyFailed = true,
        [Description("Page.")] [Range(1, 1_000_000)] int Page = 1,
        [Description("Fewer show more output each.")] [Range(1, 100)] int PerPage = 20
    );
}
