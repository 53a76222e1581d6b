using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class FeatureFlags
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListFlags>("list_feature_flags", Flags, "List a project's feature flags and their strategies.").Keeping(Fields),
        Tool.Post<CreateFlag>("create_feature_flag", Flags, "Create a feature flag, with strategies that say for whom it is on.")
            .Keeping(Fields),
        Tool.Put<UpdateFlag>("update_feature_flag", Flag, "Switch a feature flag on or off, or change its strategies.").Keeping(Fields),
        Tool.Delete<FlagRef>("delete_feature_flag", Flag, "Delete a feature flag; programs that ask for it find it off.").Keeping(Fields),
    ];

    private const string Flags = "projects/{project_id}/feature_flags";

    private const string Flag = Flags + "/{feature_flag_name}";

    private const string Fields = """
        name, description, active, strategies(id,name,parameters,scopes(id,environment_scope),user_list(iid,name)),
        created_at, updated_at
        """;

    private enum FlagScope
    {
        Enabled,
        Disabled,
    }

    private enum StrategyName
    {
        [JsonStringEnumMemberName("default")]
        Default,

        [JsonStringEnumMemberName("flexibleRollout")]
        FlexibleRollout,

        [JsonStringEnumMemberName("gradualRolloutUserId")]
        GradualRolloutUserId,

        [JsonStringEnumMemberName("userWithId")]
        UserWithId,

        [JsonStringEnumMemberName("gitlabUserList")]
        GitlabUserList,
    }

    private sealed record Environment(string EnvironmentScope);

    private sealed record NewStrategy(
        StrategyName Name,
        [Description("Like percentage, groupId, userIds.")] Dictionary<string, string>? Parameters = null,
        [Description("Default all, *.")] Environment[]? Scopes = null
    );

    private sealed record StrategyChange(
        [Description("To change a strategy.")] long? Id = null,
        [Description("For a new one.")] StrategyName? Name = null,
        [Description("Like percentage, groupId, userIds.")] Dictionary<string, string>? Parameters = null,
        [Description("Where it holds.")] Environment[]? Scopes = null,
        [property: JsonPropertyName("_destroy")] [Description("Remove it.")] bool? Destroy = null
    );

    private sealed record ListFlags(ProjectId ProjectId, [Description("Only these.")] FlagScope? Scope = null);

    private sealed record CreateFlag(
        ProjectId ProjectId,
        [Description("Name, for good.")] string Name,
        [Description("What it is for.")] string? Description = null,
        [Description("Default true.")] bool? Active = null,
        [Description("For whom it is on.")] NewStrategy[]? Strategies = null
    );

    [ArgumentGroup]
    private sealed record FlagRef(ProjectId ProjectId, [Description("Its name.")] Id FeatureFlagName);

    private sealed record UpdateFlag(
        FlagRef Flag,
        [Description("On or off.")] bool? Active = null,
        [Description("What it is for.")] string? Description = null,
        [Description("Only those that change.")] StrategyChange[]? Strategies = null
    );
}
