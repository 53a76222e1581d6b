using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.Fake;
using GitLabMcp.GitLabTools.Contract;
using Google.Protobuf;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What a newcomer tries on the demo's GitLab works there.</summary>
public sealed partial class DemoTests
{
    private const string Project = "\"project_id\":\"garden/greenhouse\"";

    /// <summary>Tool, its other arguments, a part of the answer.</summary>
    public static TheoryData<string, string, string> Reads =>
        new()
        {
            { "list_merge_requests", "\"state\":\"opened\"", "\"source_branch\":\"fix-humidity\"" },
            {
                "get_merge_request",
                """
                    "merge_request_iid":1,
                    "include":["approvals","changed_files","commits","conflicts","deployments","discussions","pipelines"]
                    """,
                "What if all sensors swim?"
            },
            { "get_merge_request_diffs", "\"merge_request_iid\":1", "+    credible = [reading for reading" },
            { "mr_discussions", "\"merge_request_iid\":1", "\"new_line\":7" },
            { "list_pipelines", "", "\"id\":41" },
            { "get_pipeline", "\"pipeline_id\":42", "\"status\":\"failed\"" },
            { "get_pipeline_failures", "\"pipeline_id\":42", "ZeroDivisionError" },
            { "get_pipeline_failures", "", "ZeroDivisionError" },
            { "list_pipeline_jobs", "\"pipeline_id\":41", "\"name\":\"pytest\"" },
            { "get_pipeline_job_output", "\"job_id\":424", "exit code 1" },
            { "get_repository_tree", "\"recursive\":true", """{"path":"src","type":"tree"}""" },
            { "get_file_contents", "\"file_path\":\"src/humidity.py\"", "def mean(readings):" },
            { "get_file_contents", "\"file_path\":\"src\"", "src/windows.py" },
            { "list_commits", "\"ref_name\":\"v1.0..main\"", "Close the windows at night" },
            { "get_commit", "\"sha\":\"fix-humidity\"", "\"additions\":" },
            { "get_commit_diff", "\"sha\":\"main\"", "@@ -3,3 +3,7 @@" },
            { "get_branch_diffs", "\"from\":\"main\",\"to\":\"fix-humidity\"", "\"files_total\":2" },
            { "list_branches", "\"search\":\"^fix\"", "\"name\":\"fix-humidity\"" },
            { "list_tags", "", "\"name\":\"v1.0\"" },
            { "list_labels", "", "sensors" },
            { "list_milestones", "\"state\":\"active\"", "\"title\":\"Spring\"" },
            { "list_issues", "\"milestone\":\"Spring\"", "\"user_notes_count\":1" },
            {
                "get_issue",
                "\"issue_iid\":1,\"include\":[\"closed_by\",\"discussions\",\"links\",\"related_merge_requests\"]",
                "Unplugged it."
            },
            { "list_merge_request_issues", "\"merge_request_iid\":1,\"relation\":\"closes\"", "Humidity reads 400 %" },
            { "list_merge_request_reviewers", "\"merge_request_iid\":1", "\"state\":\"unreviewed\"" },
            { "list_merge_request_versions", "\"merge_request_iid\":1", "\"head_commit_sha\":" },
            { "list_commit_merge_requests", "\"sha\":\"fix-humidity\"", "\"iid\":1" },
            { "list_commit_refs", "\"sha\":\"v1.0\",\"type\":\"tag\"", "v1.0" },
            { "list_commit_comments", "\"sha\":\"v1.0\"", "\"items\":[]" },
            { "list_contributors", "\"sort\":\"desc\"", "bob@example.com" },
            { "get_merge_base", "\"refs\":[\"v1.0\",\"fix-humidity\"]", "Read the humidity of all sensors" },
            { "list_protected_branches", "", "\"access_level_description\":\"Maintainers\"" },
            { "list_protected_tags", "", "v*" },
            { "list_snippets", "", "Plant names" },
            { "get_release_notes", "", "Close the windows at night" },
            { "get_changelog", "\"version\":\"1.1.0\"", "## 1.1.0" },
            { "list_boards", "", "\"name\":\"Development\"" },
            { "list_boards", "\"board_id\":11", "\"id\":21" },
            { "list_project_jobs", "\"scope\":[\"failed\"]", "\"name\":\"pytest\"" },
            { "list_runners", "", "greenhouse-runner-1" },
            { "list_feature_flags", "", "night_mode" },
            { "get_job_token_scope", "", "garden/greenhouse" },
            { "list_packages", "", "\"package_type\":\"pypi\"" },
            { "list_registry_repositories", "", "\"id\":61" },
            { "list_registry_tags", "\"repository_id\":61", "v1.0" },
            { "get_registry_tag", "\"repository_id\":61,\"image_tag\":\"v1.0\"", "sha256:348df2bd" },
            { "list_templates", "\"type\":\"issues\"", "\"key\":\"Bug\"" },
            { "get_template", "\"type\":\"issues\",\"name\":\"Bug\"", "What grows wrong" },
            { "get_project_languages", "", "\"Python\":" },
            { "list_deploy_keys", "", "Raspberry in the shed" },
            { "search_project_code", "\"search\":\"HOT =\"", "src/windows.py" },
            { "search", "\"search\":\"humidity\",\"scope\":\"issues\"", "Humidity reads 400 %" },
            { "search", "\"search\":\"fish\",\"scope\":\"notes\"", "Unplugged it." },
            { "search", "\"search\":\"at night\",\"scope\":\"commits\"", "Close the windows at night" },
            { "list_access_requests", "", "\"username\":\"carol\"" },
            { "list_invitations", "", "\"invite_email\":\"dora@example.com\"" },
        };

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Has_what_is_looked_for(string tool, string arguments, string part)
    {
        await using var demo = await StartAsync();
        var answer = await CallAsync(demo, tool, arguments);
        Assert.Contains(part, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("not_available", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("https://gitlab.example.com", answer, StringComparison.Ordinal);
    }

    /// <summary>Prompt, its other arguments, a part of what it brings.</summary>
    public static TheoryData<string, string, string> Prompts =>
        new()
        {
            { "review_merge_request", "\"merge_request_iid\":\"1\"", "+    credible = [reading" },
            { "explain_failed_pipeline", "\"pipeline_id\":\"42\"", "ZeroDivisionError" },
            { "triage_issues", "\"labels\":\"bug\"", "400 %" },
            { "write_release_notes", "\"from\":\"v1.0\",\"milestone\":\"Spring\"", "Close the windows at night" },
            { "plan_milestone", "\"milestone\":\"Spring\"", "Humidity reads 400 %" },
        };

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task Fills_the_prompts(string prompt, string arguments, string part)
    {
        await using var demo = await StartAsync();
        var reply = await demo.Client.GetPromptAsync(
            new() { Name = prompt, Arguments = ByteString.CopyFromUtf8($"{{{Project},{arguments}}}") },
            ToolsHost.As(DemoWorld.Token),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Contains(reply.Messages.Messages, message => message.Resource?.Text.Contains(part, StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("review_merge_request", "merge_request_iid", "1")]
    [InlineData("explain_failed_pipeline", "pipeline_id", "42,41")]
    [InlineData("plan_milestone", "milestone", "Spring")]
    [InlineData("write_release_notes", "from", "v1.0")]
    [InlineData("write_release_notes", "to", "fix-humidity,main,v1.0")]
    public async Task Offers_what_there_is(string prompt, string argument, string offered)
    {
        await using var demo = await StartAsync();
        var request = new CompleteRequest { Prompt = prompt, Argument = argument };
        request.Known["project_id"] = "garden/greenhouse";
        var reply = await demo.Client.CompleteAsync(
            request,
            ToolsHost.As(DemoWorld.Token),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Equal(offered.Split(','), reply.Completion.Values);
    }

    /// <summary>Tool, its arguments, a part of the answer.</summary>
    [Theory]
    [InlineData("search", "\"search\":\"HOT = extension:py\",\"scope\":\"blobs\"", "src/windows.py")]
    [InlineData("search", "\"search\":\"humidity\",\"scope\":\"merge_requests\",\"group_id\":\"garden\"", "{\"items\":[]")]
    [InlineData("search", "\"search\":\"believe\",\"scope\":\"merge_requests\",\"group_id\":\"garden\"", "fix-humidity")]
    [InlineData("list_groups", "", "\"full_path\":\"garden\"")]
    [InlineData("get_group", "\"group_id\":\"garden\"", "\"visibility\":\"private\"")]
    [InlineData("list_group_issues", "\"group_id\":\"garden\",\"search\":\"heap\"", "Graph the temperature of the heap")]
    [InlineData("list_group_members", "\"group_id\":\"garden\"", "\"username\":\"alice\"")]
    [InlineData("get_users", "\"search\":\"bob@example.com\"", "\"username\":\"bob\"")]
    [InlineData("get_user_status", "\"user_id\":\"bob\"", "In the compost")]
    [InlineData("list_user_projects", "\"user_id\":\"alice\",\"relation\":\"starred_projects\"", "garden/greenhouse")]
    [InlineData("list_events", "\"user_id\":\"bob\"", "Graph the temperature of the heap")]
    public async Task Has_what_is_looked_for_across_projects(string tool, string arguments, string part)
    {
        await using var demo = await StartAsync();
        Assert.Contains(part, await demo.CallAsync(tool, $"{{{arguments}}}", DemoWorld.Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DemoWorld.Token, "Humidity reads 400 %")]
    [InlineData(DemoWorld.BobToken, "Water the basil on Sundays too")]
    public async Task Everybody_has_issues_of_their_own(string token, string title)
    {
        await using var demo = await StartAsync();
        var issues = JsonNode.Parse(await demo.CallAsync("my_issues", token: token))!["items"]!.AsArray();
        Assert.Equal(title, (string?)Assert.Single(issues)!["title"]);
    }

    [Fact]
    public async Task One_of_its_tokens_only_reads()
    {
        await using var demo = await StartAsync();
        var checkedToken = await demo.Client.IdentifyAsync(new(), ToolsHost.As(DemoWorld.ReadingToken));
        var issues = JsonNode.Parse(await demo.CallAsync("my_issues", token: DemoWorld.ReadingToken))!["items"]!.AsArray();
        Assert.Equal(("1", true), (checkedToken.UserId, checkedToken.OnlyReads));
        Assert.Single(issues);
    }

    [Fact]
    public async Task Web_addresses_lead_to_the_demo_itself()
    {
        await using var demo = await StartAsync();
        var url = (string)JsonNode.Parse(await CallAsync(demo, "get_merge_request", "\"merge_request_iid\":1"))!["web_url"]!;
        Assert.StartsWith(demo.GitLab.Origin + "/garden/", url, StringComparison.Ordinal);
        Assert.Contains(
            "\"iid\":1",
            await demo.CallAsync("get_merge_request", $$"""{"url":"{{url}}"}""", DemoWorld.Token),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("execute_graphql", "{\"query\":\"query me { currentUser { namespaceId } }\"}")]
    public async Task Says_what_it_does_not_have(string tool, string arguments)
    {
        await using var demo = await StartAsync();
        Assert.Contains(
            "the demo's GitLab does not have this",
            await demo.RefusalAsync(tool, arguments, DemoWorld.Token),
            StringComparison.Ordinal
        );
    }

    private static Task<ToolsHost> StartAsync() => ToolsHost.StartAsync(DemoWorld.Build().AsDemo());

    private static Task<string> CallAsync(ToolsHost demo, string tool, string arguments) =>
        demo.CallAsync(tool, arguments.Length == 0 ? $"{{{Project}}}" : $"{{{Project},{arguments}}}", DemoWorld.Token);
}
