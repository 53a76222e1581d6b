using System.ComponentModel;
using System.Text.Json;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Trigger tokens, by which others start a project's pipelines. The tokens themselves are never shown.</summary>
internal static class Triggers
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListTriggers>("list_pipeline_triggers", "projects/{project_id}/triggers", "List the pipeline triggers of a project, without their tokens.").Keeping(Fields),
        Tool.Get<TriggerRef>("get_pipeline_trigger", "projects/{project_id}/triggers/{trigger_id}", "Get one pipeline trigger of a project, without its token.").Keeping(Fields),
        Tool.Post<CreateTrigger>("create_pipeline_trigger", "projects/{project_id}/triggers", "Create a pipeline trigger. Its token is not shown here: it stands in the project's CI/CD settings.").Keeping(Fields),
        Tool.Put<UpdateTrigger>("update_pipeline_trigger", "projects/{project_id}/triggers/{trigger_id}", "Change the description of a pipeline trigger.").Keeping(Fields),
        Tool.Delete<TriggerRef>("delete_pipeline_trigger", "projects/{project_id}/triggers/{trigger_id}", "Delete a pipeline trigger; its token stops working."),
        Tool.Post<TriggerPipeline>("trigger_pipeline", "projects/{project_id}/trigger/pipeline", "Run a pipeline by a trigger token. As the token's own user, create_pipeline does the same.").Keeping(Pipelines.Whole),
    ];

    private static string[] Fields => ["id", "description", "created_at", "updated_at", "last_used", "expires_at", "owner"];

    private sealed record ListTriggers(ProjectId ProjectId);

    private sealed record TriggerRef(
        ProjectId ProjectId,
        [Description("Number of the trigger.")] long TriggerId);

    private sealed record CreateTrigger(
        ProjectId ProjectId,
        [Description("What it is for.")] string Description,
        [Description("When its token ends; never unless given.")] DateTimeOffset? ExpiresAt = null);

    private sealed record UpdateTrigger(
        ProjectId ProjectId,
        [Description("Number of the trigger.")] long TriggerId,
        [Description("New description.")] string Description);

    private sealed record TriggerPipeline(
        ProjectId ProjectId,
        [Description("The trigger's token (not the user's).")] string Token,
        [Description("Branch or tag.")] string Ref,
        [Description("Variables for the pipeline, value by key.")] Dictionary<string, string>? Variables = null,
        [Description("Inputs of the configuration (spec: inputs), by name.")] Dictionary<string, JsonElement>? Inputs = null);
}
