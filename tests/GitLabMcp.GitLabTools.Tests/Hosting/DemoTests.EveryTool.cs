using GitLabMcp.Fake;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The demo has something to show for every tool that reads.</summary>
public sealed partial class DemoTests
{
    private const string Group = "\"group_id\":\"garden\"";
    private const string First = "\"merge_request_iid\":1";
    private const string Item = Project + ",\"iid\":1";

    /// <summary>Of every tool that reads: its arguments, and a part of the answer.</summary>
    private static readonly (string Tool, string Arguments, string Part)[] EveryRead =
    [
        ("discover_tools", "\"search\":\"wiki\"", "get_wiki_page"),
        ("get_project", Project, "Opens the windows"),
        ("list_projects", "\"search\":\"green\"", "garden/greenhouse"),
        ("list_project_members", Project, "\"username\":\"bob\""),
        ("list_group_projects", Group + ",\"include_subgroups\":true", "garden/tools/watering"),
        ("list_group_members", Group, "\"username\":\"alice\""),
        ("list_group_iterations", Group + ",\"state\":\"current\"", "\"due_date\":"),
        ("list_project_iterations", Project, "\"due_date\":"),
        ("list_forks", Project, "carol/greenhouse"),
        ("get_project_languages", Project, "\"Python\":"),
        ("list_project_approval_rules", Project, "Gardeners"),
        ("list_access_tokens", Project, "\"name\":\"deploy\""),
        ("list_deploy_keys", Project, "Raspberry in the shed"),
        ("list_templates", Project + ",\"type\":\"issues\"", "\"key\":\"Bug\""),
        ("get_template", "\"type\":\"licenses\",\"name\":\"mit\"", "MIT License"),
        ("list_namespaces", "", "\"full_path\":\"garden\""),
        ("get_namespace", "\"namespace_id\":\"garden\"", "\"kind\":\"group\""),
        ("verify_namespace", "\"path\":\"garden\"", "\"exists\":true"),
        ("health_check", "", "18.9.0"),
        ("list_groups", "", "garden/tools"),
        ("get_group", Group, "\"full_path\":\"garden\""),
        ("list_group_issues", Group, "Humidity reads 400 %"),
        ("list_issues", Project, "Humidity reads 400 %"),
        ("my_issues", "", "Humidity reads 400 %"),
        ("get_issue", Project + ",\"issue_iid\":1", "Fish were seen"),
        ("list_issue_discussions", Project + ",\"issue_iid\":1", "Unplugged it."),
        ("my_work", "", "Humidity reads 400 %"),
        ("list_issue_links", Project + ",\"issue_iid\":1", "Water the basil"),
        ("get_issue_link", Project + ",\"issue_iid\":1,\"issue_link_id\":29", "Water the basil"),
        ("list_issue_emoji_reactions", Project + ",\"issue_iid\":1", "fish"),
        ("list_issue_note_emoji_reactions", Project + ",\"issue_iid\":1,\"note_id\":301", "thumbsup"),
        ("list_todos", "", "Humidity reads 400 %"),
        ("list_work_items", Project + ",\"state\":\"opened\"", "Humidity reads 400 %"),
        ("get_work_item", Item, "Fish were seen"),
        ("list_work_item_notes", Item, "Unplugged it."),
        ("list_work_item_emoji_reactions", Item, "fish"),
        ("list_work_item_note_emoji_reactions", Item + ",\"note_id\":301", "thumbsup"),
        ("get_timeline_events", Project + ",\"incident_iid\":1", "The storm began."),
        ("list_work_item_statuses", Project + ",\"work_item_type\":\"task\"", "In progress"),
        ("list_custom_field_definitions", Project, "Bed"),
        ("list_merge_requests", Project, "Do not believe more than 100 %"),
        ("list_group_merge_requests", Group + ",\"state\":\"opened\"", "Reach bed 4"),
        ("get_merge_request", $"{Project},{First}", "Sensor 3 swims"),
        ("list_merge_request_pipelines", $"{Project},{First}", "\"id\":42"),
        ("list_merge_request_issues", $"{Project},{First},\"relation\":\"closes\"", "Humidity reads 400 %"),
        ("list_merge_request_reviewers", $"{Project},{First}", "\"username\":\"bob\""),
        ("list_merge_trains", Project, "\"status\":\"merged\""),
        ("list_merge_request_changed_files", $"{Project},{First}", "src/humidity.py"),
        ("get_merge_request_file_diff", $"{Project},{First},\"file_paths\":[\"src/humidity.py\"]", "credible"),
        ("get_merge_request_diffs", $"{Project},{First}", "credible"),
        ("list_merge_request_diffs", $"{Project},{First}", "credible"),
        ("get_branch_diffs", Project + ",\"from\":\"main\",\"to\":\"fix-humidity\"", "credible"),
        ("list_merge_request_versions", $"{Project},{First}", "\"head_commit_sha\":"),
        ("get_merge_request_version", $"{Project},{First},\"version_id\":{{version}}", "credible"),
        ("get_merge_request_approval_state", $"{Project},{First}", "Gardeners"),
        ("get_merge_request_conflicts", $"{Project},{First}", "\"has_conflicts\":false"),
        ("mr_discussions", $"{Project},{First}", "What if all sensors swim?"),
        ("get_merge_request_discussion", $"{Project},{First},\"discussion_id\":\"{{thread}}\"", "What if all sensors swim?"),
        ("get_merge_request_notes", $"{Project},{First}", "What if all sensors swim?"),
        ("get_merge_request_note", $"{Project},{First},\"note_id\":302", "What if all sensors swim?"),
        ("list_draft_notes", $"{Project},{First}", "Ask Bob"),
        ("get_draft_note", $"{Project},{First},\"draft_note_id\":16", "Ask Bob"),
        ("list_merge_request_emoji_reactions", $"{Project},{First}", "eyes"),
        ("list_merge_request_note_emoji_reactions", $"{Project},{First},\"note_id\":302", "thinking"),
        ("list_branches", Project, "fix-humidity"),
        ("get_branch", Project + ",\"branch_name\":\"main\"", "\"default\":true"),
        ("list_protected_branches", Project, "Maintainers"),
        ("get_protected_branch", Project + ",\"branch_name\":\"main\"", "Maintainers"),
        ("list_commits", Project, "Close the windows at night"),
        ("get_commit", Project + ",\"sha\":\"main\"", "Merge branch"),
        ("get_commit_diff", Project + ",\"sha\":\"fix-humidity\"", "credible"),
        ("list_commit_merge_requests", Project + ",\"sha\":\"fix-humidity\"", "\"iid\":1"),
        ("list_commit_refs", Project + ",\"sha\":\"v1.0\"", "fix-humidity"),
        ("list_commit_comments", Project + ",\"sha\":\"main\"", "Now everybody can run them."),
        ("list_contributors", Project, "bob@example.com"),
        ("get_merge_base", Project + ",\"refs\":[\"main\",\"fix-humidity\"]", "Close the windows at night"),
        ("get_file_blame", Project + ",\"file_path\":\"src/humidity.py\",\"ref\":\"fix-humidity\"", "Do not believe more than 100 %"),
        ("list_commit_statuses", Project + ",\"sha\":\"fix-humidity\"", "\"name\":\"pytest\""),
        ("search_repositories", "\"search\":\"green\"", "garden/greenhouse"),
        ("get_repository_tree", Project, "README.md"),
        ("get_file_contents", Project + ",\"file_path\":\"src/windows.py\"", "is_night"),
        ("list_snippets", Project, "Plant names"),
        ("get_snippet", Project + ",\"snippet_id\":{snippet}", "tomato"),
        ("list_tags", Project, "v1.0"),
        ("get_tag", Project + ",\"tag_name\":\"v1.0\"", "Read the humidity"),
        ("get_tag_signature", Project + ",\"tag_name\":\"v1.0\"", "verified"),
        ("list_protected_tags", Project, "v*"),
        ("list_releases", Project, "First leaves"),
        ("get_release", Project + ",\"tag_name\":\"v1.0\"", "Handbook"),
        ("list_group_releases", Group, "First leaves"),
        ("download_release_asset", Project + ",\"tag_name\":\"v1.0\",\"direct_asset_path\":\"handbook.txt\"", "Open the windows"),
        ("get_release_notes", Project, "Say in the README how to run the tests"),
        ("get_changelog", Project + ",\"version\":\"1.1.0\"", "### added (1 change)"),
        ("list_packages", Project, "pypi"),
        ("list_package_files", Project + ",\"package_id\":51", "greenhouse-1.0.0.tar.gz"),
        ("list_registry_repositories", Project, "registry.example.com/garden/greenhouse"),
        ("list_registry_tags", Project + ",\"repository_id\":61", "v1.0"),
        ("get_registry_tag", Project + ",\"repository_id\":61,\"image_tag\":\"v1.0\"", "sha256:348df2bd"),
        ("search", "\"search\":\"humidity\",\"scope\":\"issues\"", "Humidity reads 400 %"),
        ("search_project_code", Project + ",\"search\":\"HOT\"", "src/windows.py"),
        ("list_labels", Project + ",\"with_counts\":true", "\"open_issues_count\":1"),
        ("get_label", Project + ",\"label_id\":\"bug\"", "#D9534F"),
        ("list_group_labels", Group, "priority::high"),
        ("list_boards", Project, "Development"),
        ("whoami", "", "alice"),
        ("get_user", "\"user_id\":2", "bob"),
        ("get_users", "\"usernames\":[\"carol\"]", "Carol"),
        ("list_user_projects", "\"user_id\":\"bob\",\"relation\":\"contributed_projects\"", "garden/greenhouse"),
        ("get_user_status", "\"user_id\":\"bob\"", "In the compost"),
        ("list_events", "", "Do not believe more than 100 %"),
        ("get_project_events", Project, "Humidity reads 400 %"),
        ("download_attachment", Project + ",\"secret\":\"0123456789abcdef0123456789abcdef\",\"filename\":\"sensor3.txt\"", "400 %"),
        ("list_invitations", Project, "dora@example.com"),
        ("list_access_requests", Project, "carol"),
        ("list_pipelines", Project, "\"id\":42"),
        ("get_pipeline", Project + ",\"pipeline_id\":42", "failed"),
        ("wait_for_pipeline", Project + ",\"pipeline_id\":42", "\"finished\":true"),
        ("get_pipeline_variables", Project + ",\"pipeline_id\":42", "SENSORS"),
        ("get_pipeline_test_report", Project + ",\"pipeline_id\":42", "test_all_sensors_swim"),
        ("get_pipeline_test_report_summary", Project + ",\"pipeline_id\":42", "pytest"),
        ("get_pipeline_failures", Project + ",\"pipeline_id\":42", "ZeroDivisionError"),
        ("list_pipeline_jobs", Project + ",\"pipeline_id\":42", "pytest"),
        ("list_project_jobs", Project, "pytest"),
        ("list_pipeline_trigger_jobs", Project + ",\"pipeline_id\":41", "downstream_pipeline"),
        ("get_pipeline_job", Project + ",\"job_id\":424", "script_failure"),
        ("get_pipeline_job_output", Project + ",\"job_id\":424", "ZeroDivisionError"),
        ("wait_for_job", Project + ",\"job_id\":424", "\"finished\":true"),
        ("list_job_artifacts", Project + ",\"job_id\":412", "coverage"),
        ("get_job_artifact_file", Project + ",\"job_id\":412,\"artifact_path\":\"coverage/report.txt\"", "100 %"),
        ("get_latest_artifact_file", Project + ",\"ref\":\"main\",\"job\":\"pytest\",\"artifact_path\":\"coverage/report.txt\"", "100 %"),
        ("download_job_artifacts", Project + ",\"job_id\":412", "artifacts.zip"),
        ("list_pipeline_schedules", Project, "Nightly"),
        ("get_pipeline_schedule", Project + ",\"pipeline_schedule_id\":13", "SEASON"),
        ("list_pipeline_schedule_pipelines", Project + ",\"pipeline_schedule_id\":13", "\"id\":41"),
        ("get_pipeline_schedule_variable", Project + ",\"pipeline_schedule_id\":13,\"key\":\"SEASON\"", "spring"),
        ("list_pipeline_triggers", Project, "Weather service"),
        ("get_pipeline_trigger", Project + ",\"trigger_id\":14", "Weather service"),
        ("list_deployments", Project, "production"),
        ("get_deployment", Project + ",\"deployment_id\":65", "production"),
        ("list_deployment_merge_requests", Project + ",\"deployment_id\":65", "Say in the README"),
        ("list_environments", Project, "review/fix-humidity"),
        ("get_environment", Project + ",\"environment_id\":61", "https://greenhouse.example.com"),
        ("list_protected_environments", Project, "production"),
        ("list_feature_flags", Project, "night_mode"),
        ("list_runners", Project, "greenhouse-runner-1"),
        ("get_runner", "\"runner_id\":8", "greenhouse-runner-1"),
        ("get_job_token_scope", Project, "garden/greenhouse"),
        ("validate_ci_lint", Project + ",\"content\":\"test:\\n  stage: test\\n\"", "\"valid\":false"),
        ("validate_project_ci_lint", Project, "\"valid\":true"),
        ("list_ci_catalog_resources", "", "watering"),
        ("get_ci_catalog_resource", "\"full_path\":\"garden/tools/watering\"", "litres"),
        ("list_milestones", Project, "Spring"),
        ("get_milestone", Project + ",\"milestone_id\":{milestone}", "Ready when the seedlings are."),
        ("get_milestone_issue", Project + ",\"milestone_id\":{milestone}", "Humidity reads 400 %"),
        ("get_milestone_merge_requests", Project + ",\"milestone_id\":{milestone}", "Do not believe"),
        ("get_milestone_burndown_events", Project + ",\"milestone_id\":{milestone}", "created"),
        ("list_group_milestones", Group, "Harvest"),
        ("get_group_milestone", Group + ",\"milestone_id\":301", "ripe"),
        ("get_group_milestone_issue", Group + ",\"milestone_id\":301", "hose"),
        ("get_group_milestone_merge_requests", Group + ",\"milestone_id\":301", "Reach bed 4"),
        ("get_group_milestone_burndown_events", Group + ",\"milestone_id\":301", "created"),
        ("list_project_variables", Project, "SENSOR_URL"),
        ("get_project_variable", Project + ",\"key\":\"SENSOR_URL\"", "https://sensors.example.com"),
        ("list_group_variables", Group, "REGISTRY_USER"),
        ("get_group_variable", Group + ",\"key\":\"REGISTRY_USER\"", "gardener"),
        ("list_webhooks", Project, "hooks.example.com"),
        ("list_webhook_events", Project + ",\"hook_id\":81", "503"),
        ("get_webhook_event", Project + ",\"hook_id\":81,\"event_id\":91", "busy"),
        ("list_wiki_pages", Project, "sensors/placing"),
        ("get_wiki_page", Project + ",\"slug\":\"sensors/placing\"", "do not swim"),
        ("list_group_wiki_pages", Group, "home"),
        ("get_group_wiki_page", Group + ",\"slug\":\"home\"", "Who waters when"),
        ("list_project_vulnerabilities", Project, "Credentials sent"),
        ("get_vulnerability", "\"vulnerability_id\":12", "Upgrade to 2.20.0"),
        ("list_dependencies", Project, "requests"),
        ("get_dependency_proxy_settings", Group, "\"enabled\":true"),
        ("list_dependency_proxy_blobs", Group, "sha256-1f2e.gz"),
        ("orbit_get_status", "", "healthy"),
        ("orbit_get_schema", "", "Issue"),
        ("orbit_list_tools", "", "query_graph"),
        ("orbit_query", "\"query\":{\"query_type\":\"traversal\"}", "AUTHORED"),
    ];

    [Fact]
    public async Task Every_reading_tool_has_a_row()
    {
        await using var demo = await StartAsync();
        Assert.Equal(
            (await demo.ListAsync()).Where(tool => tool.ReadOnly).Select(tool => tool.Name).Order(),
            EveryRead.Select(row => row.Tool).Distinct().Order()
        );
    }

    [Fact]
    public async Task Every_reading_tool_has_something_to_show()
    {
        await using var demo = await StartAsync();
        var ids = new Dictionary<string, string>
        {
            ["{version}"] = await IdAsync(demo, "list_merge_request_versions", First),
            ["{thread}"] = await IdAsync(demo, "mr_discussions", First),
            ["{snippet}"] = await IdAsync(demo, "list_snippets", ""),
            ["{milestone}"] = await IdAsync(demo, "list_milestones", ""),
        };
        var failures = new List<string>();
        foreach (var (tool, arguments, part) in EveryRead)
        {
            var filled = ids.Aggregate(arguments, (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal));
            var result = (await demo.SendAsync(tool, $"{{{filled}}}", DemoWorld.Token)).Result;
            if (result.IsError || !result.Text.Contains(part, StringComparison.Ordinal))
            {
                failures.Add($"{tool} {filled}: {result.Text}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static async Task<string> IdAsync(ToolsHost demo, string tool, string arguments) =>
        System.Text.Json.Nodes.JsonNode.Parse(await CallAsync(demo, tool, arguments))!["items"]![0]!["id"]!.ToString();
}
