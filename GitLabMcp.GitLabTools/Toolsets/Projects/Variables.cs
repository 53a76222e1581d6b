namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>CI/CD variables. Two variables of a group may have the same key and differ in their environment scope, so the tools
/// send a filter for the scope. GitLab's OpenAPI document does not have that filter; its API documentation has (since 16.9).</summary>
internal static class Variables
{
    public static readonly Toolset Toolset = new(
        "variables",
        "CI/CD variables of projects and groups",
        Switch: null,
        [
            Tool.List<ListProjectVariables>(
                    "list_project_variables",
                    ProjectVariables,
                    "List a project's CI/CD variables, without masked values."
                )
                .ShowingOnly(OfScope),
            Tool.Get<ProjectVariableRef>(
                "get_project_variable",
                ProjectVariable,
                "Get a project's CI/CD variable, without a masked value."
            ),
            Tool.Post<CreateProjectVariable>("create_project_variable", ProjectVariables, "Create a CI/CD variable in a project."),
            Tool.Put<UpdateProjectVariable>("update_project_variable", ProjectVariable, "Change a project's CI/CD variable."),
            Tool.Delete<ProjectVariableRef>("delete_project_variable", ProjectVariable, "Delete a project's CI/CD variable."),
            Tool.List<ListGroupVariables>("list_group_variables", GroupVariables, "List a group's CI/CD variables, without masked values.")
                .ShowingOnly(OfScope),
            Tool.Get<GroupVariableRef>("get_group_variable", GroupVariable, "Get a group's CI/CD variable, without a masked value."),
            Tool.Post<CreateGroupVariable>(
                "create_group_variable",
                GroupVariables,
                "Create a CI/CD variable in a group, for all its projects."
            ),
            Tool.Put<UpdateGroupVariable>("update_group_variable", GroupVariable, "Change a group's CI/CD variable."),
            Tool.Delete<GroupVariableRef>("delete_group_variable", GroupVariable, "Delete a group's CI/CD variable."),
        ]
    );

    private const string ProjectVariables = "projects/{project_id}/variables";

    private const string ProjectVariable = ProjectVariables + "/{key}";

    private const string GroupVariables = "groups/{group_id}/variables";

    private const string GroupVariable = GroupVariables + "/{key}";

    /// <summary>GitLab lists the variables of all scopes, so the other scopes are left out here.</summary>
    private static Func<JsonElement, bool>? OfScope(CallValues values) =>
        values["filter"] is EnvironmentFilter { EnvironmentScope: var scope }
            ? variable => variable.TryGetProperty("environment_scope"u8, out var of) && of.ValueEquals(scope)
            : null;

    internal enum VariableType
    {
        EnvVar,
        File,
    }

    private sealed record EnvironmentFilter(string EnvironmentScope);

    private sealed record ListProjectVariables(
        ProjectId ProjectId,
        [NotSent] [Description("Only of this scope.")] EnvironmentFilter? Filter = null
    );

    private sealed record ListGroupVariables(
        [Description("Id or path.")] Id GroupId,
        [NotSent] [Description("Only of this scope.")] EnvironmentFilter? Filter = null
    );

    [ArgumentGroup]
    private sealed record VariableKey(
        [Description("Its key.")] Id Key,
        [Description("Which, if several have this key.")] EnvironmentFilter? Filter = null
    );

    private sealed record ProjectVariableRef(ProjectId ProjectId, VariableKey Variable);

    private sealed record GroupVariableRef([Description("Id or path.")] Id GroupId, VariableKey Variable);

    [ArgumentGroup]
    private sealed record NewVariable(
        [Description("Letters, digits and _.")] string Key,
        [Description("Value.")] string Value,
        [Description("file: jobs get a file's path.")] VariableType? VariableType = null,
        [Description("On protected refs only.")] bool? Protected = null,
        [Description("Hidden in job logs: 8 characters or more, no spaces.")] bool? Masked = null,
        [Description("Hidden in settings too, for good.")] bool? MaskedAndHidden = null,
        [Description("Take $ literally.")] bool? Raw = null,
        [Description("Like review/*; default *.")] string? EnvironmentScope = null,
        [Description("What it is for.")] string? Description = null
    );

    private sealed record CreateProjectVariable(ProjectId ProjectId, NewVariable Variable);

    private sealed record CreateGroupVariable([Description("Id or path.")] Id GroupId, NewVariable Variable);

    [ArgumentGroup]
    private sealed record VariableChanges(
        [Description("Its key.")] Id Key,
        [Description("New value.")] string? Value = null,
        [Description("file: jobs get a file's path.")] VariableType? VariableType = null,
        [Description("On protected refs only.")] bool? Protected = null,
        [Description("Hidden in job logs: 8 characters or more, no spaces.")] bool? Masked = null,
        [Description("Take $ literally.")] bool? Raw = null,
        [Description("Like review/*.")] string? EnvironmentScope = null,
        [Description("What it is for.")] string? Description = null,
        [Description("Which, if several have this key.")] EnvironmentFilter? Filter = null
    );

    private sealed record UpdateProjectVariable(ProjectId ProjectId, VariableChanges Changes);

    private sealed record UpdateGroupVariable([Description("Id or path.")] Id GroupId, VariableChanges Changes);
}
