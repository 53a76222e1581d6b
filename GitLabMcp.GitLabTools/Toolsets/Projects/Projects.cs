namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Projects
{
    public static readonly Toolset Toolset = new(
        "projects",
        "Projects, their members, groups and namespaces",
        Switch: null,
        [
            Tool.Get<ProjectRef>(
                    "get_project",
                    "projects/{project_id}",
                    "Get one project: default branch, addresses, settings and features."
                )
                .Keeping(
                    """
                    id, name, path_with_namespace, description, default_branch, visibility, archived, topics,
                    web_url, http_url_to_repo, ssh_url_to_repo, created_at, last_activity_at,
                    open_issues_count, star_count, forks_count, empty_repo, namespace(id,full_path,kind),
                    forked_from_project(id,path_with_namespace), merge_method, squash_option,
                    only_allow_merge_if_pipeline_succeeds, issues_access_level, merge_requests_access_level,
                    builds_access_level, permissions
                    """
                ),
            Tool.List<ListProjects>("list_projects", "projects", "Find projects by name and other filters.")
                .Keyset("pagination=keyset&order_by=id")
                .Keeping(ListFields)
                .RowsOfProjects("id"),
            Tool.Put<ProjectSettings.Update>("update_project", "projects/{project_id}", "Change a project's settings.")
                .Keeping("id, name, path_with_namespace, description, default_branch, visibility, topics, web_url"),
            Tool.List<ListProjectMembers>(
                    "list_project_members",
                    "projects/{project_id}/members[include_inheritance?/all]",
                    "List a project's members; access 30 is developer, 40 maintainer, 50 owner."
                )
                .Keeping(MemberFields)
                .ShowingOnly(NotSkipped)
                .SharedWith("members"),
            Tool.List<ListGroupProjects>(
                    "list_group_projects",
                    "groups/{group_id}/projects",
                    "List the projects of a group; anywhere: list_projects."
                )
                .Keeping(ListFields)
                .RowsOfProjects("id"),
            Tool.List<ListGroupMembers>(
                    "list_group_members",
                    "groups/{group_id}/members[include_inheritance?/all]",
                    "List a group's members; access 30 is developer, 40 maintainer, 50 owner."
                )
                .Keeping(MemberFields)
                .ShowingOnly(NotSkipped)
                .SharedWith("members"),
            Tool.List<ListGroupIterations>(
                    "list_group_iterations",
                    "groups/{group_id}/iterations",
                    "List the iterations (sprints) of a group; a project's: list_project_iterations."
                )
                .Keeping("id, iid, title, state, start_date, due_date, web_url"),
            .. ProjectIterations.Tools,
            .. ProjectLifecycle.Tools,
            .. ProjectAccess.Tools,
            .. Templates.Tools,
            Tool.List<ListNamespaces>(
                    "list_namespaces",
                    "namespaces",
                    "Find namespaces (groups and users' own) where projects can live; groups only: list_groups."
                )
                .Keeping("id, full_path, kind, name")
                .OutsideProjects(),
            Tool.Get<NamespaceRef>(
                    "get_namespace",
                    "namespaces/{namespace_id}",
                    "Get one namespace, a group's or a user's own, by id or path; a group's settings: get_group."
                )
                .OutsideProjects(),
            Tool.Get<VerifyNamespace>(
                    "verify_namespace",
                    "namespaces/{path}/exists",
                    "Tell whether a namespace path is taken, with free alternatives."
                )
                .OutsideProjects(),
            Tool.Call<NoArguments>(
                    "health_check",
                    Effect.Read,
                    "Check that GitLab answers and takes the token; whose it is: whoami.",
                    CheckAsync
                )
                .OutsideProjects(),
        ]
    );

    /// <summary>GitLab takes skip_users for direct members only, so the rows are left out here.</summary>
    private static Func<JsonElement, bool>? NotSkipped(CallValues values) =>
        values["skip_users"] is Id[] { Length: > 0 } skipped
            ? member => !(member.TryGetProperty("id"u8, out var id) && skipped.Contains(new Id(id.GetRawText())))
            : null;

    internal const string ListFields = """
        id, name, path_with_namespace, description, default_branch, visibility, archived, topics, web_url,
        last_activity_at, open_issues_count, star_count
        """;

    internal const string MemberFields = "id, username, name, state, access_level, expires_at";

    private static async Task<ToolReply> CheckAsync(NoArguments arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var owner = await gitlab.SendAsync(Users.Who(gitlab), ct);
        using var user = owner as GitLabAnswer;

        // GitLab says 403 to a token that it accepts, but that may not read its user.
        if (user is null && owner is not GitLabRefusal { Status: 403 })
        {
            return ToolReply.Of(owner);
        }

        if (user is not null && user.TryObject() is null)
        {
            return ToolReply.Of(GitLabRefusal.OfNoData(user.Body.Span, isRead: true));
        }

        // Not every token may read the version, the token of a CI/CD job for one.
        using var version = await gitlab.GetAsync($"version", ct) as GitLabAnswer;
        var health = new JsonObject
        {
            ["status"] = "ok",
            ["gitlab"] = gitlab.Instance.Api.GetLeftPart(UriPartial.Authority),
            ["version"] = (version is null ? null : Field(version, "version")) ?? "unknown",
        };
        if (user is not null)
        {
            health["user"] = Users.Username(user);
        }

        return ToolReply.Json(health);
    }

    private static string? Field(GitLabAnswer answer, string name) =>
        answer.IsJson && answer.Json() is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value)
            ? value.ToString()
            : null;

    internal enum Visibility
    {
        Private,
        Internal,
        Public,
    }

    internal enum Sort
    {
        Asc,
        Desc,
    }

    private enum ProjectOrder
    {
        Id,
        Name,
        Path,
        CreatedAt,
        UpdatedAt,
        LastActivityAt,
        Similarity,
        StarCount,
    }

    internal enum IterationState
    {
        Opened,
        Upcoming,
        Started,
        Current,
        Closed,
        All,
    }

    private enum IterationField
    {
        Title,
        CadenceTitle,
    }

    private sealed record ProjectRef(ProjectId ProjectId);

    private sealed record ListProjects(
        [Description("In name and path.")] string? Search = null,
        [Description("Also in groups' names.")] [HiddenByDefault] bool? SearchNamespaces = null,
        [Description("Only own ones.")] bool? Owned = null,
        [Description("Only as a member.")] bool? Membership = null,
        [Description("Fewer fields.")] [HiddenByDefault] bool? Simple = null,
        [Description("true: only these; false: none.")] [HiddenByDefault] bool? Archived = null,
        [Description("Visibility.")] [HiddenByDefault] Visibility? Visibility = null,
        [Description("Order.")] [HiddenByDefault] ProjectOrder? OrderBy = null,
        [Description("Direction.")] [HiddenByDefault] Sort? Sort = null,
        [Description("Only with issues.")] [HiddenByDefault] bool? WithIssuesEnabled = null,
        [Description("Only with merge requests.")] [HiddenByDefault] bool? WithMergeRequestsEnabled = null,
        [Description("Own level; 30 developer, 40 maintainer.")]
        [HiddenByDefault]
        [AllowedValues(10, 15, 20, 30, 40, 50)]
            int? MinAccessLevel = null,
        [Description("Topic.")] [HiddenByDefault] string? Topic = null
    );

    private sealed record ListGroupProjects(
        [Description("Id or path.")] Id GroupId,
        [Description("Subgroups too.")] bool? IncludeSubgroups = null,
        [Description("In name and path.")] string? Search = null,
        [Description("Order.")] ProjectOrder? OrderBy = null,
        [Description("Direction.")] Sort? Sort = null,
        [Description("true: only these; false: none.")] bool? Archived = null,
        [Description("Visibility.")] Visibility? Visibility = null,
        [Description("Only with issues.")] bool? WithIssuesEnabled = null,
        [Description("Only with merge requests.")] bool? WithMergeRequestsEnabled = null,
        [Description("Own level; 30 developer, 40 maintainer.")] [AllowedValues(10, 15, 20, 30, 40, 50)] int? MinAccessLevel = null,
        [Description("Only starred.")] bool? Starred = null,
        [Description("Admins; needs detail full.")] bool? WithCustomAttributes = null,
        [Description("Only with these.")] bool? WithSecurityReports = null
    );

    [ArgumentGroup]
    private sealed record MemberFilter(
        [Description("In name, username, email.")] string? Query = null,
        [Description("Ids or names.")] [NumberOf(Thing.User)] Id[]? UserIds = null,
        [Description("Ids or names to leave out.")] [NotSent] [NumberOf(Thing.User)] Id[]? SkipUsers = null,
        [Description("Also of groups above.")] bool? IncludeInheritance = null
    );

    private sealed record ListProjectMembers(ProjectId ProjectId, MemberFilter Filter);

    private sealed record ListGroupMembers([Description("Id or path.")] Id GroupId, MemberFilter Filter);

    private sealed record ListGroupIterations(
        [Description("Id or path.")] Id GroupId,
        [Description("State.")] IterationState? State = null,
        [Description("In the title.")] string? Search = null,
        [Description("Where to search.")] [SentAs("in")] IterationField[]? SearchIn = null,
        [Description("Groups above too.")] bool? IncludeAncestors = null,
        [Description("Subgroups too.")] bool? IncludeDescendants = null,
        [Description("Changed before.")] DateTimeOffset? UpdatedBefore = null,
        [Description("Changed after.")] DateTimeOffset? UpdatedAfter = null
    );

    private sealed record ListNamespaces(
        [Description("In name and path.")] string? Search = null,
        [Description("Only own ones.")] [SentAs("owned_only")] bool? Owned = null
    );

    private sealed record NamespaceRef([Description("Id or path.")] Id NamespaceId);

    private sealed record VerifyNamespace(
        [Description("Path to check.")] Id Path,
        [Description("Group above, id or path.")] [NumberOf(Thing.Group)] Id? ParentId = null
    );
}
