namespace GitLabMcp.Fake.Routes.Demo.Collections;

/// <summary>Everything of a project or group that is no more than a list of documents.</summary>
internal static class CollectionTable
{
    public static readonly Collection[] All =
    [
        new("variables", "Variable")
        {
            Key = "key",
            OfGroups = true,
            Required = ["key", "value"],
            Defaults = """
                {"variable_type":"env_var","key":"","value":"","hidden":false,"protected":false,"masked":false,"raw":false,
                 "environment_scope":"*","description":null}
                """,
            Settle = Settling.Variable,
        },
        new("wikis", "Wiki Page")
        {
            Key = "slug",
            OfGroups = true,
            Required = ["title", "content"],
            Defaults = """{"format":"markdown","slug":"","title":"","encoding":"UTF-8","front_matter":{}}""",
            Settle = Settling.WikiPage,
            InList = Settling.WikiPageInList,
        },
        new("boards", "Board")
        {
            OfGroups = true,
            Required = ["name"],
            Defaults = """{"name":"","hide_backlog_list":false,"hide_closed_list":false,"labels":[],"milestone":null,"weight":null}""",
            Shape = (call, board) => Settling.With(call, board, "lists", $"boards/{board["id"]}/lists"),
        },
        new("boards/:board/lists", "List")
        {
            OfGroups = true,
            Required = ["label_id"],
            Defaults = """{"label":null,"position":0,"max_issue_count":0}""",
            Settle = Settling.BoardList,
        },
        new("hooks", "Hook")
        {
            OfGroups = true,
            Required = ["url"],
            Defaults = """{"url":"","name":null,"push_events":true,"enable_ssl_verification":true,"alert_status":"executable"}""",
            Settle = Settling.Webhook,
        },
        new("hooks/:hook/events", "Event") { OfGroups = true, IsWritten = false },
        new("feature_flags", "Feature Flag")
        {
            Key = "name",
            Required = ["name", "version"],
            Defaults = """{"name":"","description":"","active":true,"version":"new_version_flag","scopes":[],"strategies":[]}""",
        },
        new("environments", "Environment")
        {
            Required = ["name"],
            Defaults = """{"name":"","slug":"","external_url":null,"state":"available","tier":"other","auto_stop_at":null}""",
            Settle = Settling.Environment,
            Shape = Settling.WithLastDeployment,
        },
        new("protected_environments", "Protected Environment")
        {
            Key = "name",
            Required = ["name"],
            Defaults = """{"name":"","deploy_access_levels":[],"required_approval_count":0,"approval_rules":[]}""",
        },
        new("deployments", "Deployment")
        {
            Required = ["environment", "sha", "ref", "status"],
            Defaults = """{"iid":1,"ref":"","sha":"","status":"success","environment":null,"deployable":null}""",
            Settle = Settling.Deployment,
        },
        new("packages", "Package") { OfGroups = true, IsGathered = true },
        new("packages/:package/package_files", "Package File"),
        new("registry/repositories", "Repository") { OfGroups = true, IsGathered = true },
        new("registry/repositories/:repository/tags", "Tag") { Key = "name", InList = Settling.ImageTagInList },
        new("access_tokens", "Access Token") { OfGroups = true, IsWritten = false },
        new("deploy_keys", "Deploy Key")
        {
            Required = ["title", "key"],
            Defaults =
                """{"title":"","key":"","fingerprint_sha256":"SHA256:nThbg6kXUpJWGl7E1IGOCspR","expires_at":null,"can_push":false}""",
        },
        new("pipeline_schedules", "Pipeline Schedule")
        {
            Required = ["description", "ref", "cron"],
            Defaults = """{"description":"","ref":"","cron":"","cron_timezone":"UTC","active":true,"next_run_at":null,"owner":null}""",
            Settle = Settling.Schedule,
            Shape = (call, schedule) => Settling.With(call, schedule, "variables", $"pipeline_schedules/{schedule["id"]}/variables"),
        },
        new("pipeline_schedules/:schedule/variables", "Variable")
        {
            Key = "key",
            Required = ["key", "value"],
            Defaults = """{"variable_type":"env_var","key":"","value":"","raw":false}""",
        },
        new("triggers", "Trigger")
        {
            Required = ["description"],
            Defaults = """{"description":"","last_used":null,"token":"glptt-demo-0123456789","owner":null}""",
        },
        new("approval_rules", "Approval Rule")
        {
            Required = ["name", "approvals_required"],
            Defaults = """{"name":"","rule_type":"regular","approvals_required":1,"users":[],"groups":[],"contains_hidden_groups":false}""",
            Settle = Settling.ApprovalRule,
        },
        new("merge_requests/:iid/approval_rules", "Approval Rule")
        {
            Required = ["name", "approvals_required"],
            Defaults = """{"name":"","rule_type":"regular","approvals_required":1,"users":[],"groups":[],"contains_hidden_groups":false}""",
            Settle = Settling.ApprovalRule,
        },
        new("merge_requests/:iid/draft_notes", "Draft Note")
        {
            Required = ["note"],
            Defaults = """{"note":"","author_id":0,"resolve_discussion":false,"discussion_id":null,"commit_id":null,"position":null}""",
            Settle = (call, draft) => draft["author_id"] = call.User.Id,
        },
        new("releases", "Release")
        {
            Key = "tag_name",
            Required = ["tag_name"],
            Defaults = """{"tag_name":"","name":"","description":"","upcoming_release":false,"milestones":[],"evidences":[]}""",
            Settle = Settling.Release,
            Shape = Settling.WithAssets,
        },
        new("releases/:tag/assets/links", "Link") { Required = ["name", "url"], Defaults = """{"name":"","url":"","link_type":"other"}""" },
        new("labels", "Label")
        {
            OfProjects = false,
            OfGroups = true,
            Required = ["name", "color"],
            Defaults = """
                {"name":"","description":null,"description_html":"","text_color":"#FFFFFF","color":"","archived":false,
                 "subscribed":false,"priority":null,"is_project_label":false}
                """,
            Settle = Settling.Label,
        },
        new("milestones", "Milestone")
        {
            OfProjects = false,
            OfGroups = true,
            Required = ["title"],
            Defaults = """
                {"iid":1,"title":"","description":"","state":"active","due_date":null,"start_date":null,"expired":false}
                """,
            Settle = Settling.GroupMilestone,
        },
        new("dependencies", "Dependency") { IsWritten = false },
        new("forks", "Fork") { IsWritten = false },
        new("merge_trains", "Merge Train") { IsWritten = false },
        new("pipeline_schedules/:schedule/pipelines", "Pipeline") { IsWritten = false },
        new("pipelines/:pipeline/variables", "Variable") { IsWritten = false },
    ];
}
