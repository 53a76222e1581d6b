using System.ComponentModel;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>CI/CD variables. GitLab's OpenAPI document leaves out the filter of group variables; its handbook of the API
/// has it (since 16.9), and without it the wrong one of two variables with the same key could be deleted.</summary>
internal static class Variables
{
    public static readonly Toolset Toolset = new("variables", "CI/CD variables of projects and groups", Switch: null,
    [
        Tool.List<ListProjectVariables>("list_project_variables", "projects/{project_id}/variables", "List a project's CI/CD variables. Values of masked ones are left out."),
        Tool.Get<ProjectVariableRef>("get_project_variable", "projects/{project_id}/variables/{key}", "Get one CI/CD variable of a project. The value of a masked one is left out."),
        Tool.Post<CreateProjectVariable>("create_project_variable", "projects/{project_id}/variables", "Create a CI/CD variable in a project."),
        Tool.Put<UpdateProjectVariable>("update_project_variable", "projects/{project_id}/variables/{key}", "Change a CI/CD variable of a project. Only what is given changes."),
        Tool.Delete<ProjectVariableRef>("delete_project_variable", "projects/{project_id}/variables/{key}", "Delete a CI/CD variable of a project."),

        Tool.List<ListGroupVariables>("list_group_variables", "groups/{group_id}/variables", "List a group's CI/CD variables, which all its projects inherit. Values of masked ones are left out."),
        Tool.Get<GroupVariableRef>("get_group_variable", "groups/{group_id}/variables/{key}", "Get one CI/CD variable of a group. The value of a masked one is left out."),
        Tool.Post<CreateGroupVariable>("create_group_variable", "groups/{group_id}/variables", "Create a CI/CD variable in a group, for all its projects."),
        Tool.Put<UpdateGroupVariable>("update_group_variable", "groups/{group_id}/variables/{key}", "Change a CI/CD variable of a group. Only what is given changes."),
        Tool.Delete<GroupVariableRef>("delete_group_variable", "groups/{group_id}/variables/{key}", "Delete a CI/CD variable of a group."),
    ]);

    internal enum VariableType { EnvVar, File }

    private sealed record EnvironmentFilter(string EnvironmentScope);

    private sealed record ListProjectVariables(ProjectId ProjectId);

    private sealed record ListGroupVariables([Description("Group number or full path.")] Id GroupId);

    private sealed record ProjectVariableRef(
        ProjectId ProjectId,
        [Description("The variable's key.")] Id Key,
        [Description("Which one, when several have this key: its environment_scope.")] EnvironmentFilter? Filter = null);

    private sealed record GroupVariableRef(
        [Description("Group number or full path.")] Id GroupId,
        [Description("The variable's key.")] Id Key,
        [Description("Which one, when several have this key: its environment_scope.")] EnvironmentFilter? Filter = null);

    private sealed record CreateProjectVariable(
        ProjectId ProjectId,
        [Description("Key: letters, digits and _ only.")] string Key,
        [Description("Value.")] string Value,
        [Description("file: jobs get the path of a file with the value.")] VariableType? VariableType = null,
        [Description("Only for jobs on protected branches and tags.")] bool? Protected = null,
        [Description("Hide the value in job logs.")] bool? Masked = null,
        [Description("Hide the value in logs and, for good, in GitLab's settings.")] bool? MaskedAndHidden = null,
        [Description("Take $ literally, expand no variables in the value.")] bool? Raw = null,
        [Description("Environments it is for, like production or review/*; * unless given.")] string? EnvironmentScope = null,
        [Description("What it is for.")] string? Description = null);

    private sealed record CreateGroupVariable(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Key: letters, digits and _ only.")] string Key,
        [Description("Value.")] string Value,
        [Description("file: jobs get the path of a file with the value.")] VariableType? VariableType = null,
        [Description("Only for jobs on protected branches and tags.")] bool? Protected = null,
        [Description("Hide the value in job logs.")] bool? Masked = null,
        [Description("Hide the value in logs and, for good, in GitLab's settings.")] bool? MaskedAndHidden = null,
        [Description("Take $ literally, expand no variables in the value.")] bool? Raw = null,
        [Description("Environments it is for, like production or review/*; * unless given.")] string? EnvironmentScope = null,
        [Description("What it is for.")] string? Description = null);

    private sealed record UpdateProjectVariable(
        ProjectId ProjectId,
        [Description("The variable's key.")] Id Key,
        [Description("New value.")] string? Value = null,
        [Description("file: jobs get the path of a file with the value.")] VariableType? VariableType = null,
        [Description("Only for jobs on protected branches and tags.")] bool? Protected = null,
        [Description("Hide the value in job logs.")] bool? Masked = null,
        [Description("Take $ literally, expand no variables in the value.")] bool? Raw = null,
        [Description("New environments it is for, like production or review/*.")] string? EnvironmentScope = null,
        [Description("New description.")] string? Description = null,
        [Description("Which one, when several have this key: its environment_scope.")] EnvironmentFilter? Filter = null);

    private sealed record UpdateGroupVariable(
        [Description("Group number or full path.")] Id GroupId,
        [Description("The variable's key.")] Id Key,
        [Description("New value.")] string? Value = null,
        [Description("file: jobs get the path of a file with the value.")] VariableType? VariableType = null,
        [Description("Only for jobs on protected branches and tags.")] bool? Protected = null,
        [Description("Hide the value in job logs.")] bool? Masked = null,
        [Description("Take $ literally, expand no variables in the value.")] bool? Raw = null,
        [Description("New environments it is for, like production or review/*.")] string? EnvironmentScope = null,
        [Description("New description.")] string? Description = null,
        [Description("Which one, when several have this key: its environment_scope.")] EnvironmentFilter? Filter = null);
}
