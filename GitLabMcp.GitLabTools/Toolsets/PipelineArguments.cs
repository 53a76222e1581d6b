using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class Pipelines
{
    internal enum PipelineScope { Running, Pending, Finished, Branches, Tags }

    internal enum PipelineStatus { Created, WaitingForResource, Preparing, WaitingForCallback, Pending, Running, Success, Failed, Canceling, Canceled, Skipped, Manual, Scheduled }

    private enum PipelineOrder { Id, Status, Ref, UpdatedAt, UserId }

    private enum PipelineSource
    {
        Unknown, Push, Web, Trigger, Schedule, Api, External, Pipeline, Chat, Webide, MergeRequestEvent, ExternalPullRequestEvent, ParentPipeline, OndemandDastScan,
        OndemandDastValidation, SecurityOrchestrationPolicy, ContainerRegistryPush, DuoWorkflow, PipelineExecutionPolicySchedule,
    }

    private sealed record PipelineVariable(string Key, string Value, Variables.VariableType? VariableType = null);

    private sealed record PipelineRef(
        ProjectId ProjectId,
        [Description("Number of the pipeline.")] long PipelineId);

    private sealed record ListPipelines(
        ProjectId ProjectId,
        [Description("Only running, pending or finished ones, or the latest of each branch or tag.")] PipelineScope? Scope = null,
        [Description("Only with this status.")] PipelineStatus? Status = null,
        [Description("Only of this branch or tag.")] string? Ref = null,
        [Description("Only of this commit, by its full hash.")] string? Sha = null,
        [Description("Only with an invalid configuration.")] bool? YamlErrors = null,
        [Description("Only started by this user name.")] string? Username = null,
        [Description("Only started this way.")] PipelineSource? Source = null,
        [Description("Only with this name.")] string? Name = null,
        [Description("Only changed after this time.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Only changed before this time.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Only created after this time.")] DateTimeOffset? CreatedAfter = null,
        [Description("Only created before this time.")] DateTimeOffset? CreatedBefore = null,
        [Description("What to order by; id unless given.")] PipelineOrder? OrderBy = null,
        [Description("Direction of the order; desc unless given.")] Projects.Sort? Sort = null);

    private sealed record CreatePipeline(
        ProjectId ProjectId,
        [Description("Branch or tag.")] string Ref,
        [Description("Variables for the pipeline, each key and value.")] PipelineVariable[]? Variables = null,
        [Description("Inputs of the configuration (spec: inputs), by name.")] Dictionary<string, JsonElement>? Inputs = null);

    private sealed record NamePipeline(
        ProjectId ProjectId,
        [Description("Number of the pipeline.")] long PipelineId,
        [Description("The new name.")] string Name);

    private sealed record WaitForPipeline(
        ProjectId ProjectId,
        [Description("Number of the pipeline.")] long PipelineId,
        [Description("How long to wait; the server's own limit for a call (60 unless set) may end it sooner.")][Range(1, 600)] int TimeoutSeconds = 45,
        [Description("How often to look.")][Range(2, 60)] int PollIntervalSeconds = 5);

    internal sealed record GetTestReport(
        ProjectId ProjectId,
        [Description("Number of the pipeline.")] long PipelineId,
        [Description("false shows the tests that passed or were skipped too.")] bool OnlyFailed = true,
        [Description("Page of the tests, from 1.")][Range(1, 1_000_000)] int Page = 1,
        [Description("Tests per page; fewer show more of each output.")][Range(1, 100)] int PerPage = 20);
}
