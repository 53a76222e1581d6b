namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Schedules that start pipelines at given times.</summary>
internal static class Schedules
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListSchedules>(
                "list_pipeline_schedules",
                "projects/{project_id}/pipeline_schedules",
                "List a project's pipeline schedules; to run one now: play_pipeline_schedule."
            )
            .Keeping(ListFields),
        Tool.Get<ScheduleRef>("get_pipeline_schedule", Route, "Get a pipeline schedule, its variables and last pipeline.")
            .Keeping(DetailFields),
        Tool.List<ListPipelines>("list_pipeline_schedule_pipelines", Route + "/pipelines", "List the pipelines a schedule started.")
            .Keeping("id, status, source, ref, sha, created_at, updated_at, web_url"),
        Tool.Post<CreateSchedule>(
                "create_pipeline_schedule",
                "projects/{project_id}/pipeline_schedules",
                "Create a schedule that runs a branch's pipeline again and again, by cron."
            )
            .Keeping(DetailFields),
        Tool.Put<UpdateSchedule>(
                "update_pipeline_schedule",
                Route,
                "Change when and where a pipeline schedule runs, or switch it on or off."
            )
            .Keeping(DetailFields),
        Tool.Delete<ScheduleRef>("delete_pipeline_schedule", Route, "Delete a pipeline schedule."),
        Tool.Post<ScheduleRef>("play_pipeline_schedule", Route + "/play", "Run a pipeline schedule now."),
        Tool.Post<ScheduleRef>(
                "take_ownership_pipeline_schedule",
                Route + "/take_ownership",
                "Become a pipeline schedule's owner; it runs with the owner's rights."
            )
            .Overwriting()
            .Keeping(ListFields),
        Tool.Get<VariableRef>("get_pipeline_schedule_variable", Route + "/variables/{key}", "Get a pipeline schedule's variable."),
        Tool.Post<CreateVariable>("create_pipeline_schedule_variable", Route + "/variables", "Add a variable to a pipeline schedule."),
        Tool.Put<UpdateVariable>("update_pipeline_schedule_variable", Route + "/variables/{key}", "Change a pipeline schedule's variable."),
        Tool.Delete<VariableRef>("delete_pipeline_schedule_variable", Route + "/variables/{key}", "Delete a pipeline schedule's variable."),
    ];

    private const string Route = "projects/{project_id}/pipeline_schedules/{pipeline_schedule_id}";

    private const string ListFields = "id, description, ref, cron, cron_timezone, next_run_at, active, owner";

    private const string DetailFields = $"{ListFields}, created_at, updated_at, last_pipeline(id,status,ref,sha), variables, inputs";

    private enum ScheduleScope
    {
        Active,
        Inactive,
    }

    private sealed record NewInput(string Name, JsonElement Value);

    private sealed record ChangedInput(string Name, JsonElement? Value = null, [Deletes] bool? Destroy = null);

    private sealed record ListSchedules(ProjectId ProjectId, [Description("Which ones.")] ScheduleScope? Scope = null);

    [ArgumentGroup]
    private sealed record ScheduleRef(ProjectId ProjectId, [Description("Its id.")] long PipelineScheduleId);

    private sealed record ListPipelines(
        ScheduleRef Schedule,
        [Description("branches, tags: the latest of each.")] Pipelines.PipelineScope? Scope = null,
        [Description("Status.")] CiStatus? Status = null,
        [Description("Default asc.")] Projects.Sort? Sort = null,
        [Description("Changed after.")] DateTimeOffset? UpdatedAfter = null,
        [Description("Changed before.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Created after.")] DateTimeOffset? CreatedAfter = null,
        [Description("Created before.")] DateTimeOffset? CreatedBefore = null
    );

    private sealed record CreateSchedule(
        ProjectId ProjectId,
        [Description("What it is for.")] string Description,
        [Description("Branch or tag.")] GitRef Ref,
        [Description("Like 0 1 * * 5.")] string Cron,
        [Description("Like Europe/Berlin; default UTC.")] string? CronTimezone = null,
        [Description("Default true.")] bool? Active = null,
        [Description("spec:inputs values.")] NewInput[]? Inputs = null
    );

    private sealed record UpdateSchedule(
        ScheduleRef Schedule,
        [Description("What it is for.")] string? Description = null,
        [Description("Branch or tag.")] GitRef? Ref = null,
        [Description("Like 0 1 * * 5.")] string? Cron = null,
        [Description("Like Europe/Berlin.")] string? CronTimezone = null,
        [Description("Whether it runs.")] bool? Active = null,
        [Description("To set, or remove with destroy.")] ChangedInput[]? Inputs = null
    );

    [ArgumentGroup]
    private sealed record VariableRef(ScheduleRef Schedule, [Description("Its key.")] Id Key);

    private sealed record CreateVariable(
        ScheduleRef Schedule,
        [Description("Letters, digits and _.")] string Key,
        [Description("Value.")] string Value,
        [Description("file: jobs get a file's path.")] Variables.VariableType? VariableType = null
    );

    private sealed record UpdateVariable(
        VariableRef Variable,
        [Description("New value.")] string? Value = null,
        [Description("file: jobs get a file's path.")] Variables.VariableType? VariableType = null
    );
}
