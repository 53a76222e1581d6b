using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Projects
{
    public static readonly Toolset Toolset = new("projects", "Projects, their members, groups and namespaces", Switch: null,
    [
        Tool.Get<ProjectRef>("get_project", "projects/{project_id}", "Get one project: description, default branch, visibility, addresses, open issues and which features are on.")
            .Keeping("id", "name", "path_with_namespace", "description", "default_branch", "visibility", "archived", "topics", "web_url", "http_url_to_repo", "ssh_url_to_repo",
                "created_at", "last_activity_at", "open_issues_count", "star_count", "forks_count", "empty_repo", "namespace(id,full_path,kind)", "forked_from_project(id,path_with_namespace)", "merge_method", "squash_option",
                "only_allow_merge_if_pipeline_succeeds", "issues_access_level", "merge_requests_access_level", "builds_access_level", "permissions"),
        Tool.List<ListProjects>("list_projects", "projects", "Find projects the token can see, by words in their name or path and other filters.").Keyset("pagination=keyset&order_by=id")
            .Keeping(Rows).RowsOfProjects("id"),
        Tool.Put<UpdateProject>("update_project", "projects/{project_id}", "Change a project's settings. Only what is given changes.")
            .Keeping("id", "name", "path_with_namespace", "description", "default_branch", "visibility", "topics", "web_url"),
        Tool.List<ListProjectMembers>("list_project_members", "projects/{project_id}/members[include_inheritance?/all]", "List the members of a project with their access level (10 guest, 20 reporter, 30 developer, 40 maintainer, 50 owner).")
            .Keeping(Members),
        Tool.List<ListGroupProjects>("list_group_projects", "groups/{group_id}/projects", "List the projects of a group.")
            .Keeping(Rows).RowsOfProjects("id"),
        Tool.List<ListGroupMembers>("list_group_members", "groups/{group_id}/members[include_inheritance?/all]", "List the members of a group with their access level (10 guest, 20 reporter, 30 developer, 40 maintainer, 50 owner).")
            .Keeping(Members),
        Tool.List<ListGroupIterations>("list_group_iterations", "groups/{group_id}/iterations", "List the iterations of a group.")
            .Keeping("id", "iid", "title", "state", "start_date", "due_date", "web_url"),
        Tool.List<ListNamespaces>("list_namespaces", "namespaces", "Find namespaces (groups and users' own) where projects can live.")
            .Keeping("id", "full_path", "kind", "name").OutsideProjects(),
        Tool.Get<NamespaceRef>("get_namespace", "namespaces/{namespace_id}", "Get one namespace by number or path.").OutsideProjects(),
        Tool.Get<VerifyNamespace>("verify_namespace", "namespaces/{path}/exists", "Tell whether a namespace path is taken, with free alternatives when it is.").OutsideProjects(),
        Tool.Call<NoArguments>("health_check", Access.Read, "Check that GitLab answers and takes the token; gives GitLab's version and the user.", CheckAsync).OutsideProjects(),
    ]);

    internal static string[] Rows =>
        ["id", "name", "path_with_namespace", "description", "default_branch", "visibility", "archived", "topics", "web_url", "last_activity_at", "open_issues_count", "star_count"];

    private static string[] Members => ["id", "username", "name", "state", "access_level", "expires_at"];

    private static async Task<ToolReply> CheckAsync(NoArguments arguments, GitLabSession gitlab, CancellationToken ct)
    {
        var reply = await gitlab.GetAsync($"version", ct);
        if (reply is not GitLabAnswer answer)
        {
            return ToolReply.Of(reply);
        }

        var health = new JsonObject { ["status"] = "ok", ["gitlab"] = gitlab.Instance.Api.GetLeftPart(UriPartial.Authority), ["version"] = Field(answer, "version") };
        if (await gitlab.SendAsync(Users.Who(gitlab), ct) is GitLabAnswer user)
        {
            health["user"] = Field(user, "username");
        }

        return ToolReply.Json(health);
    }

    private static string? Field(GitLabAnswer answer, string name)
    {
        using (answer)
        {
            return answer.IsJson && answer.Json() is { ValueKind: System.Text.Json.JsonValueKind.Object } json && json.TryGetProperty(name, out var value) ? value.ToString() : null;
        }
    }

    internal enum Visibility { Private, Internal, Public }

    internal enum Sort { Asc, Desc }

    private enum ProjectOrder { Id, Name, Path, CreatedAt, UpdatedAt, LastActivityAt, Similarity, StarCount }

    private enum Feature { Disabled, Private, Enabled }

    private enum PagesFeature { Disabled, Private, Enabled, Public }

    private enum MergeMethod { Merge, RebaseMerge, Ff }

    private enum SquashOption { Never, Always, DefaultOn, DefaultOff }

    private enum IterationState { Opened, Upcoming, Started, Current, Closed, All }

    private enum IterationField { Title, CadenceTitle }

    private sealed record ProjectRef(ProjectId ProjectId);

    private sealed record ListProjects(
        [Description("Words in name or path.")] string? Search = null,
        [Description("Search the groups' names as well.")] bool? SearchNamespaces = null,
        [Description("Only projects the user owns.")] bool? Owned = null,
        [Description("Only projects the user is a member of.")] bool? Membership = null,
        [Description("Only a few fields per project.")] bool? Simple = null,
        [Description("Only archived (true) or only active (false) ones.")] bool? Archived = null,
        [Description("Only of this visibility.")] Visibility? Visibility = null,
        [Description("What to order by.")] ProjectOrder? OrderBy = null,
        [Description("Direction of the order.")] Sort? Sort = null,
        [Description("Only with issues turned on.")] bool? WithIssuesEnabled = null,
        [Description("Only with merge requests turned on.")] bool? WithMergeRequestsEnabled = null,
        [Description("Only where the user has at least this access level.")][AllowedValues(10, 15, 20, 30, 40, 50)] int? MinAccessLevel = null,
        [Description("Only with this topic.")] string? Topic = null);

    private sealed record ListGroupProjects(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Projects of subgroups too.")] bool? IncludeSubgroups = null,
        [Description("Words in name or path.")] string? Search = null,
        [Description("What to order by.")] ProjectOrder? OrderBy = null,
        [Description("Direction of the order.")] Sort? Sort = null,
        [Description("Only archived (true) or only active (false) ones.")] bool? Archived = null,
        [Description("Only of this visibility.")] Visibility? Visibility = null,
        [Description("Only with issues turned on.")] bool? WithIssuesEnabled = null,
        [Description("Only with merge requests turned on.")] bool? WithMergeRequestsEnabled = null,
        [Description("Only where the user has at least this access level.")][AllowedValues(10, 15, 20, 30, 40, 50)] int? MinAccessLevel = null,
        [Description("Only with this programming language.")] string? WithProgrammingLanguage = null,
        [Description("Only starred ones.")] bool? Starred = null,
        [Description("Add storage and commit statistics; needs detail full.")] bool? Statistics = null,
        [Description("Add custom attributes (administrators); needs detail full.")] bool? WithCustomAttributes = null,
        [Description("Only with security reports.")] bool? WithSecurityReports = null,
        [Description("Only with this topic.")] string? Topic = null);

    private sealed record ListProjectMembers(
        ProjectId ProjectId,
        [Description("Words in name, username or email.")] string? Query = null,
        [Description("Only these users, by number.")] long[]? UserIds = null,
        [Description("Leave out these users, by number.")] long[]? SkipUsers = null,
        [Description("Also members by way of groups above.")] bool? IncludeInheritance = null);

    private sealed record ListGroupMembers(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Words in name, username or email.")] string? Query = null,
        [Description("Only these users, by number.")] long[]? UserIds = null,
        [Description("Leave out these users, by number.")] long[]? SkipUsers = null,
        [Description("Also members by way of groups above.")] bool? IncludeInheritance = null);

    private sealed record ListGroupIterations(
        [Description("Group number or full path.")] Id GroupId,
        [Description("Only in this state.")] IterationState? State = null,
        [Description("Words in the title.")] string? Search = null,
        [Description("Where to look for the words.")][SentAs("in")] IterationField[]? SearchIn = null,
        [Description("Iterations of groups above too.")] bool? IncludeAncestors = null,
        [Description("Iterations of subgroups too.")] bool? IncludeDescendants = null,
        [Description("Only changed before this time.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Only changed after this time.")] DateTimeOffset? UpdatedAfter = null);

    private sealed record ListNamespaces(
        [Description("Words in name or path.")] string? Search = null,
        [Description("Only those the user owns.")][SentAs("owned_only")] bool? Owned = null);

    private sealed record NamespaceRef([Description("Namespace number or full path.")] Id NamespaceId);

    private sealed record VerifyNamespace(
        [Description("Path to check.")] Id Path,
        [Description("Number of the group above; leave out for the top level.")] long? ParentId = null);

    private sealed record UpdateProject(
        ProjectId ProjectId,
        [Description("New name.")] string? Name = null,
        [Description("New last part of the path.")] string? Path = null,
        [Description("New description.")] string? Description = null,
        [Description("New default branch; it must exist.")] string? DefaultBranch = null,
        [Description("Who can see it.")] Visibility? Visibility = null,
        [Description("All topics; replaces those there are.")] string[]? Topics = null,
        [Description("People may ask for access.")] bool? RequestAccessEnabled = null,
        [Description("Delete source branches after a merge by default.")] bool? RemoveSourceBranchAfterMerge = null,
        [Description("Merge only after a successful pipeline.")] bool? OnlyAllowMergeIfPipelineSucceeds = null,
        [Description("Merge only when all threads are resolved.")] bool? OnlyAllowMergeIfAllDiscussionsAreResolved = null,
        [Description("Squashing of commits at merge.")] SquashOption? SquashOption = null,
        [Description("How branches are merged.")] MergeMethod? MergeMethod = null,
        [Description("Who may use issues.")] Feature? IssuesAccessLevel = null,
        [Description("Who may use merge requests.")] Feature? MergeRequestsAccessLevel = null,
        [Description("Who may use pipelines.")] Feature? BuildsAccessLevel = null,
        [Description("Who may use the wiki.")] Feature? WikiAccessLevel = null,
        [Description("Who may use snippets.")] Feature? SnippetsAccessLevel = null,
        [Description("Who may use the container registry.")] Feature? ContainerRegistryAccessLevel = null,
        [Description("Who may use environments.")] Feature? EnvironmentsAccessLevel = null,
        [Description("Who may fork.")] Feature? ForkingAccessLevel = null,
        [Description("Who may use the package registry.")] PagesFeature? PackageRegistryAccessLevel = null,
        [Description("Who may see Pages.")] PagesFeature? PagesAccessLevel = null);
}
