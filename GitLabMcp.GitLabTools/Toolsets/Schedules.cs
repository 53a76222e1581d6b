using System.ComponentModel;
using System.Text.Json;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Pipelines that start by the clock.</summary>
internal static class Schedules
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListSchedules>("list_pipeline_schedules", "projects/{project_id}/pipeline_schedules", "List the pipeline schedules of a project.").Keeping(Row),
        Tool.Get<ScheduleRef>("get_pipeline_schedule", Route, "Get one pipeline schedule with its variables and its last pipeline.").Keeping(Whole),
        Tool.List<ListPipelines>("list_pipeline_schedule_pipelines", Route + "/pipelines", "List the pipelines that a schedule started.").Keeping("id", "status", "source", "ref", "sha", "created_at", "updated_at", "web_url"),
        Tool.Post<CreateSchedule>("create_pipeline_schedule", "projects/{project_id}/pipeline_schedules", "Create a pipeline schedule.").Keeping(Whole),
        Tool.Put<UpdateSchedule>("update_pipeline_schedule", Route, "Change a pipeline schedule. Only what is given changes.").Keeping(Whole),
        Tool.Delete<ScheduleRef>("delete_pipeline_schedule", Route, "Delete a pipeline schedule."),
        Tool.Post<ScheduleRef>("play_pipeline_schedule", Route + "/play", "Run a pipeline schedule now."),
        Tool.Post<ScheduleRef>("take_ownership_pipeline_schedule", Route + "/take_ownership", "Make the token's user the owner of a pipeline schedule; it runs with the owner's rights.").Keeping(Row),
        Tool.Get<VariableRef>("get_pipeline_schedule_variable", Route + "/variables/{key}", "Get one variable of a pipeline schedule."),
        Tool.Post<CreateVariable>("create_pipeline_schedule_variable", Route + "/variables", "Add a variable to a pipeline schedule."),
        Tool.Put<UpdateVariable>("update_pipeline_schedule_variable", Route + "/variables/{key}", "Change a variable of a pipeline schedule."),
        Tool.Delete<VariableRef>("delete_pipeline_schedule_variable", Route + "/variables/{key}", "Delete a variable of a pipeline schedule."),
    ];

    private const string Route = "projects/{project_id}/pipeline_schedules/{pipeline_schedule_id}";

    private static string[] Row => ["id", "description", "ref", "cron", "cron_timezone", "next_run_at", "active", "owner"];

    private static string[] Whole => [.. Row, "created_at", "updated_at", "last_pipeline(id,status,ref,sha)", "variables", "inputs"];

    private enum ScheduleScope { Active, Inactive }

    private sealed record NewInput(string Name, JsonElement Value);

    private sealed record ChangedInput(string Name, JsonElement? Value = null, bool? Destroy = null);

    private sealed record ListSchedules(
        ProjectId ProjectId,
        [Description("Only active or only inactive ones.")] ScheduleScope? Scope = null);

    private sealed record ScheduleRef(
        ProjectId ProjectId,
        [Description("Number of the schedule.")] long PipelineScheduleId);

    private sealed record ListPipelines(
        ProjectId ProjectId,
        [Description("Number of the schedule.")] long PipelineScheduleId,
        [Description("Only running, pending or finished ones, or the latest of each branch or tag.")] Pipelines.PipelineScope? Scope = null,
        [Description("Only with this status.")] Pipelines.PipelineStatus? Status = null,
        [Description("Direction of the order; asc unless given.")] Projects.Sort? Sort = null,
        [Description("Only changed after this time.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Only changed before this time.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Only created after this time.")] DateTimeOffset? CreatedAfter = null,
        [Description("Only created before this time.")] DateTimeOffset? CreatedBefore = null);

    private sealed record CreateSchedule(
        ProjectId ProjectId,
        [Description("What it is for.")] string Description,
        [Description("Branch or tag to run on.")] string Ref,
        [Description("When, as cron: 0 1 * * 5 is Fridays at 1.")] string Cron,
        [Description("Time zone of cron, like Europe/Berlin; UTC unless given.")] string? CronTimezone = null,
        [Description("Run it; false only keeps it. True unless given.")] bool? Active = null,
        [Description("Inputs of the configuration, each name and value.")] NewInput[]? Inputs = null);

    private sealed record UpdateSchedule(
        ProjectId ProjectId,
        [Description("Number of the schedule.")] long PipelineScheduleId,
        [Description("New description.")] string? Description = null,
        [Description("New branch or tag.")] string? Ref = null,
        [Description("New time, as cron.")] string? Cron = null,
        [Description("New time zone of cron, like Europe/Berlin.")] string? CronTimezone = null,
        [Description("Run it, or only keep it.")] bool? Active = null,
        [Description("Inputs to set by name and value, or to remove with destroy.")] ChangedInput[]? Inputs = null);

    private sealed record VariableRef(
        ProjectId ProjectId,
        [Description("Number of the schedule.")] long PipelineScheduleId,
        [Description("The variable's key.")] Id Key);

    private sealed record CreateVariable(
        ProjectId ProjectId,
        [Description("Number of the schedule.")] long PipelineScheduleId,
        [Description("Key: letters, digits and _ only.")] string Key,
        [Description("Value.")] string Value,
        [Description("file: jobs get the path of a file with the value.")] Variables.VariableType? VariableType = null);

    private sealed record UpdateVariable(
        ProjectId ProjectId,
        [Description("Number of the schedule.")] long PipelineScheduleId,
        [Description("The variable's key.")] Id Key,
        [Description("New value.")] string? Value = null,
        [Description("file: jobs get the path of a file with the value.")] Variables.VariableType? VariableType = null);
}
