using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.World;

/// <summary>GitLab's JSON documents, with the links, avatars and nulls that make the real ones long.</summary>
internal static class Shapes
{
    /// <summary>Where the pages for people are said to be.</summary>
    public const string Web = "https://gitlab.example.com";
    public const string Then = "2026-01-05T09:30:00.000Z";

    public static JsonObject User(FakeUser user) =>
        new()
        {
            ["id"] = user.Id,
            ["username"] = user.Username,
            ["public_email"] = null,
            ["name"] = user.Name,
            ["state"] = "active",
            ["locked"] = false,
            ["avatar_url"] = $"{Web}/uploads/-/system/user/avatar/{user.Id}/avatar.png",
            ["web_url"] = $"{Web}/{user.Username}",
        };

    public static JsonObject CurrentUser(FakeUser user)
    {
        var json = User(user);
        json["created_at"] = Then;
        json["bio"] = "";
        json["email"] = $"{user.Username}@example.com";
        json["is_admin"] = false;
        json["two_factor_enabled"] = true;
        json["last_sign_in_at"] = null;
        json["identities"] = new JsonArray();
        return json;
    }

    public static JsonObject Member(FakeUser user, int accessLevel)
    {
        var json = User(user);
        json["access_level"] = accessLevel;
        json["created_at"] = Then;
        json["expires_at"] = null;
        json["membership_state"] = "active";
        return json;
    }

    public static JsonObject Namespace(long id, string fullPath, string kind) =>
        new()
        {
            ["id"] = id,
            ["name"] = fullPath.Split('/')[^1],
            ["path"] = fullPath.Split('/')[^1],
            ["kind"] = kind,
            ["full_path"] = fullPath,
            ["parent_id"] = null,
            ["avatar_url"] = null,
            ["web_url"] = kind == "group" ? $"{Web}/groups/{fullPath}" : $"{Web}/{fullPath}",
        };

    public static JsonObject Project(long id, string fullPath, JsonObject space) =>
        new()
        {
            ["id"] = id,
            ["description"] = null,
            ["name"] = fullPath.Split('/')[^1],
            ["name_with_namespace"] = fullPath.Replace("/", " / ", StringComparison.Ordinal),
            ["path"] = fullPath.Split('/')[^1],
            ["path_with_namespace"] = fullPath,
            ["created_at"] = Then,
            ["default_branch"] = "main",
            ["tag_list"] = new JsonArray(),
            ["topics"] = new JsonArray("demo"),
            ["ssh_url_to_repo"] = $"git@gitlab.example.com:{fullPath}.git",
            ["http_url_to_repo"] = $"{Web}/{fullPath}.git",
            ["web_url"] = $"{Web}/{fullPath}",
            ["readme_url"] = $"{Web}/{fullPath}/-/blob/main/README.md",
            ["forks_count"] = 0,
            ["avatar_url"] = null,
            ["star_count"] = 3,
            ["last_activity_at"] = Then,
            ["visibility"] = "private",
            ["namespace"] = space,
            ["_links"] = new JsonObject
            {
                ["self"] = $"{Web}/api/v4/projects/{id}",
                ["issues"] = $"{Web}/api/v4/projects/{id}/issues",
                ["merge_requests"] = $"{Web}/api/v4/projects/{id}/merge_requests",
                ["repo_branches"] = $"{Web}/api/v4/projects/{id}/repository/branches",
                ["labels"] = $"{Web}/api/v4/projects/{id}/labels",
                ["members"] = $"{Web}/api/v4/projects/{id}/members",
            },
            ["empty_repo"] = false,
            ["archived"] = false,
            ["issues_enabled"] = true,
            ["merge_requests_enabled"] = true,
            ["wiki_enabled"] = true,
            ["jobs_enabled"] = true,
            ["snippets_enabled"] = true,
            ["container_registry_enabled"] = true,
            ["issues_access_level"] = "enabled",
            ["merge_requests_access_level"] = "enabled",
            ["builds_access_level"] = "enabled",
            ["shared_runners_enabled"] = true,
            ["lfs_enabled"] = true,
            ["creator_id"] = 1,
            ["import_url"] = null,
            ["import_type"] = null,
            ["import_status"] = "none",
            ["open_issues_count"] = 2,
            ["ci_default_git_depth"] = 20,
            ["ci_config_path"] = null,
            ["public_jobs"] = true,
            ["runners_token"] = "GR1348941fake-runners-token",
            ["shared_with_groups"] = new JsonArray(),
            ["only_allow_merge_if_pipeline_succeeds"] = false,
            ["merge_method"] = "merge",
            ["squash_option"] = "default_off",
            ["permissions"] = new JsonObject
            {
                ["project_access"] = new JsonObject { ["access_level"] = 40, ["notification_level"] = 3 },
                ["group_access"] = null,
            },
        };

    public static JsonObject Issue(long id, long iid, FakeProject project, string title, FakeUser author) =>
        new()
        {
            ["id"] = id,
            ["iid"] = iid,
            ["project_id"] = project.Id,
            ["title"] = title,
            ["description"] = null,
            ["state"] = "opened",
            ["created_at"] = Then,
            ["updated_at"] = Then,
            ["closed_at"] = null,
            ["closed_by"] = null,
            ["labels"] = new JsonArray(),
            ["milestone"] = null,
            ["assignees"] = new JsonArray(),
            ["author"] = User(author),
            ["type"] = "ISSUE",
            ["assignee"] = null,
            ["user_notes_count"] = 0,
            ["merge_requests_count"] = 0,
            ["upvotes"] = 0,
            ["downvotes"] = 0,
            ["due_date"] = null,
            ["confidential"] = false,
            ["discussion_locked"] = null,
            ["issue_type"] = "issue",
            ["web_url"] = $"{Web}/{project.FullPath}/-/issues/{iid}",
            ["time_stats"] = new JsonObject
            {
                ["time_estimate"] = 0,
                ["total_time_spent"] = 0,
                ["human_time_estimate"] = null,
                ["human_total_time_spent"] = null,
            },
            ["task_completion_status"] = new JsonObject { ["count"] = 0, ["completed_count"] = 0 },
            ["weight"] = null,
            ["has_tasks"] = false,
            ["_links"] = new JsonObject
            {
                ["self"] = $"{Web}/api/v4/projects/{project.Id}/issues/{iid}",
                ["notes"] = $"{Web}/api/v4/projects/{project.Id}/issues/{iid}/notes",
            },
            ["references"] = new JsonObject
            {
                ["short"] = $"#{iid}",
                ["relative"] = $"#{iid}",
                ["full"] = $"{project.FullPath}#{iid}",
            },
            ["severity"] = "UNKNOWN",
            ["moved_to_id"] = null,
            ["service_desk_reply_to"] = null,
        };

    public static JsonObject Note(long id, long projectId, int iid, FakeUser author, string body) =>
        new()
        {
            ["id"] = id,
            ["type"] = null,
            ["body"] = body,
            ["author"] = User(author),
            ["created_at"] = Then,
            ["updated_at"] = Then,
            ["system"] = false,
            ["noteable_id"] = iid,
            ["noteable_type"] = "Issue",
            ["project_id"] = projectId,
            ["resolvable"] = false,
            ["confidential"] = false,
            ["internal"] = false,
            ["imported"] = false,
            ["noteable_iid"] = iid,
            ["commands_changes"] = new JsonObject(),
        };

    public static JsonObject Label(long id, string name, string color, string? description) =>
        new()
        {
            ["id"] = id,
            ["name"] = name,
            ["description"] = description,
            ["description_html"] = description ?? "",
            ["text_color"] = "#FFFFFF",
            ["color"] = color,
            ["archived"] = false,
            ["subscribed"] = false,
            ["priority"] = null,
            ["is_project_label"] = true,
        };

    public static JsonObject Event(long id, long projectId, FakeUser author, string action, string targetType, string targetTitle) =>
        new()
        {
            ["id"] = id,
            ["project_id"] = projectId,
            ["action_name"] = action,
            ["target_id"] = 1,
            ["target_iid"] = 1,
            ["target_type"] = targetType,
            ["author_id"] = author.Id,
            ["target_title"] = targetTitle,
            ["created_at"] = Then,
            ["author"] = User(author),
            ["imported"] = false,
            ["imported_from"] = "none",
            ["author_username"] = author.Username,
        };

    public static JsonObject Todo(long id, FakeProject project, FakeUser user, string targetTitle) =>
        new()
        {
            ["id"] = id,
            ["project"] = new JsonObject
            {
                ["id"] = project.Id,
                ["name"] = project.FullPath.Split('/')[^1],
                ["path_with_namespace"] = project.FullPath,
            },
            ["author"] = User(user),
            ["action_name"] = "assigned",
            ["target_type"] = "Issue",
            ["target"] = new JsonObject
            {
                ["id"] = 1,
                ["iid"] = 1,
                ["title"] = targetTitle,
                ["state"] = "opened",
                ["description"] = "long text",
                ["_links"] = new JsonObject(),
            },
            ["target_url"] = $"{Web}/{project.FullPath}/-/issues/1",
            ["body"] = targetTitle,
            ["state"] = "pending",
            ["created_at"] = Then,
            ["updated_at"] = Then,
        };

    public static JsonObject Reaction(long id, string name, FakeUser user) =>
        new()
        {
            ["id"] = id,
            ["name"] = name,
            ["user"] = User(user),
            ["created_at"] = Then,
            ["updated_at"] = Then,
            ["awardable_id"] = 1,
            ["awardable_type"] = "Issue",
            ["url"] = null,
        };
}
