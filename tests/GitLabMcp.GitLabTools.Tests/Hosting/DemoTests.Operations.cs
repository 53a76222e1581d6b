using GitLabMcp.Fake;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What the demo does for the tools that act on a whole project, group or deployment can be read back.</summary>
public sealed partial class DemoTests
{
    /// <summary>Tool, its arguments, the tool that reads it back, its arguments, a part of that answer.</summary>
    public static TheoryData<string, string, string, string, string> Operations =>
        new()
        {
            {
                "approve_deployment",
                Project + ",\"deployment_id\":67,\"status\":\"approved\",\"comment\":\"Go\"",
                "get_deployment",
                Project + ",\"deployment_id\":67",
                "\"comment\":\"Go\""
            },
            {
                "create_commit_status",
                Project + ",\"sha\":\"main\",\"state\":\"failed\",\"name\":\"weather\",\"description\":\"Rain\"",
                "list_commit_statuses",
                Project + ",\"sha\":\"main\"",
                "\"name\":\"weather\",\"status\":\"failed\""
            },
            {
                "create_release_evidence",
                Project + ",\"tag_name\":\"v1.0\"",
                "get_release",
                Project + ",\"tag_name\":\"v1.0\"",
                "\"evidences\":[{\"sha\":"
            },
            {
                "stop_stale_environments",
                Project + ",\"before\":\"{{weekAgo}}\"",
                "get_environment",
                Project + ",\"environment_id\":63",
                "\"state\":\"stopped\""
            },
            {
                "resend_webhook_event",
                Project + ",\"hook_id\":81,\"event_id\":91",
                "list_webhook_events",
                Project + ",\"hook_id\":81",
                "\"response_status\":\"200\""
            },
            {
                "resend_webhook_event",
                Group + ",\"hook_id\":82,\"event_id\":92",
                "list_webhook_events",
                Group + ",\"hook_id\":82",
                "\"id\":1"
            },
            { "purge_dependency_proxy_cache", Group, "get_dependency_proxy_settings", Group, "\"dependency_proxy_blob_count\":0" },
            {
                "transfer_project",
                Project + ",\"namespace\":\"garden/tools\"",
                "get_issue",
                "\"project_id\":\"garden/tools/greenhouse\",\"issue_iid\":1",
                "garden/tools/greenhouse#1"
            },
            {
                "transfer_group",
                "\"group_id\":\"garden/tools\",\"parent_id\":0",
                "get_project",
                "\"project_id\":\"tools/watering\"",
                "\"path_with_namespace\":\"tools/watering\""
            },
        };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_an_operation_did_can_be_read_back(string tool, string arguments, string read, string of, string part)
    {
        await using var demo = await ToolsHost.StartAsync(DemoWorld.Build(new Clock(Noon)).AsDemo());
        arguments = arguments.Replace("{{weekAgo}}", Noon.AddDays(-8).ToString("O", null), StringComparison.Ordinal);
        Assert.DoesNotContain(part, (await demo.SendAsync(read, $"{{{of}}}", DemoWorld.Token)).Result.Text, StringComparison.Ordinal);
        await demo.CallAsync(tool, $"{{{arguments}}}", DemoWorld.Token);
        Assert.Contains(part, await demo.CallAsync(read, $"{{{of}}}", DemoWorld.Token), StringComparison.Ordinal);
    }

    /// <summary>Whether it does what the call wants depends on what the demo has; that it knows the request does not.</summary>
    [Fact]
    public async Task The_demo_has_a_route_for_every_tool_that_writes()
    {
        await using var demo = await StartAsync();
        var writing = (await demo.ListAsync()).Where(tool => !tool.ReadOnly).Select(tool => tool.Name).ToHashSet();
        List<string> missing = [];

        // What execute_graphql sends is the caller's.
        foreach (
            var one in ToolCases.All.Where(one => writing.Contains(one.Tool) && one.Tool != "execute_graphql").DistinctBy(one => one.Tool)
        )
        {
            var answer = await demo.SendAsync(one.Tool, one.Arguments, DemoWorld.Token);
            if (answer.ToString().Contains("the demo's GitLab does not have this", StringComparison.Ordinal))
            {
                missing.Add(one.Tool);
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task What_blocks_a_merge_is_said_until_it_is_gone_and_the_merge_train_takes_what_may_be_merged()
    {
        await using var demo = await StartAsync();
        Assert.Contains(
            "\"merge_blockers\":[\"1 more approval is needed: get_merge_request_approval_state\"]",
            await CallAsync(demo, "get_merge_request", First),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "403",
            await demo.RefusalAsync("add_to_merge_train", $"{{{Project},{First}}}", DemoWorld.Token),
            StringComparison.Ordinal
        );
        await demo.CallAsync("approve_merge_request", $"{{{Project},{First}}}", DemoWorld.BobToken);
        Assert.DoesNotContain("merge_blockers", await CallAsync(demo, "get_merge_request", First), StringComparison.Ordinal);
        await CallAsync(demo, "add_to_merge_train", First);
        Assert.Contains(
            "\"status\":\"fresh\",\"target_branch\":\"main\",\"merge_request\":{\"iid\":1,",
            await CallAsync(demo, "list_merge_trains", ""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_moved_issue_says_where_it_is_and_a_hit_says_its_project()
    {
        await using var demo = await StartAsync();
        await CallAsync(demo, "move_work_item", "\"iid\":2,\"target_project_id\":\"garden/compost\"");
        Assert.Contains(
            "\"moved_to\":{\"project_id\":2,\"iid\":2,\"state\":\"opened\"",
            await CallAsync(demo, "get_issue", "\"issue_iid\":2"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"project\":\"garden/tools/watering\",\"path\":\"src/pump.py\"",
            await demo.CallAsync("search", "{\"search\":\"def pump\",\"scope\":\"blobs\"}", DemoWorld.Token),
            StringComparison.Ordinal
        );
    }
}
