namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Trigger tokens, with which other systems start a project's pipelines. The tokens themselves are never shown.</summary>
internal static class Triggers
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListTriggers>(
                "list_pipeline_triggers",
                "projects/{project_id}/triggers",
                "List the triggers by which other systems start a project's pipelines, without tokens."
            )
            .Keeping(Fields),
        Tool.Get<TriggerRef>(
                "get_pipeline_trigger",
                Trigger,
                "Get a pipeline trigger, without its token; to run a pipeline by one: trigger_pipeline."
            )
            .Keeping(Fields),
        Tool.Post<CreateTrigger>(
                "create_pipeline_trigger",
                "projects/{project_id}/triggers",
                "Create a pipeline trigger; its token shows in the CI/CD settings only."
            )
            .Keeping(Fields),
        Tool.Put<UpdateTrigger>("update_pipeline_trigger", Trigger, "Change a pipeline trigger's description.").Keeping(Fields),
        Tool.Delete<TriggerRef>("delete_pipeline_trigger", Trigger, "Delete a pipeline trigger; its token stops working."),
        Tool.Post<TriggerPipeline>(
                "trigger_pipeline",
                "projects/{project_id}/trigger/pipeline",
                "Run a pipeline by a trigger token; without one: create_pipeline."
            )
            .Keeping(Pipelines.DetailFields),
    ];

    private const string Trigger = "projects/{project_id}/triggers/{trigger_id}";

    private const string Fields = "id, description, created_at, updated_at, last_used, expires_at, owner";

    private sealed record ListTriggers(ProjectId ProjectId);

    [ArgumentGroup]
    private sealed record TriggerRef(ProjectId ProjectId, [Description("Its id.")] long TriggerId);

    private sealed record CreateTrigger(
        ProjectId ProjectId,
        [Description("What it is for.")] string Description,
        [Description("Default never.")] DateTimeOffset? ExpiresAt = null
    );

    private sealed record UpdateTrigger(TriggerRef Trigger, [Description("What it is for.")] string Description);

    private sealed record TriggerPipeline(
        ProjectId ProjectId,
        [Description("The trigger's token.")] string Token,
        [Description("Branch or tag.")] GitRef Ref,
        [Description("Values by key.")] Dictionary<string, string>? Variables = null,
        [Description("spec:inputs values by name.")] Dictionary<string, JsonElement>? Inputs = null
    );
}
