namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A comment on a line needs the file and the line only; the cases of create_merge_request_thread show what is sent.</summary>
public sealed class LineCommentTests
{
    private const string Api = "/api/v4/projects/1/merge_requests/5";
    private const string Newest = """[{"head_commit_sha":"h","base_commit_sha":"b","start_commit_sha":"s"}]""";

    [Fact]
    public async Task A_file_that_is_not_changed_is_refused_with_the_tool_that_lists_the_changed_ones()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "/versions").Answer(200, Newest);
        host.GitLab.On("GET", Api + "/diffs").Answer(200, """[{"old_path":"b.cs","new_path":"b.cs","diff":""}]""");
        Assert.Contains(
            "list_merge_request_changed_files",
            await RefusalAsync(host, """{"new_path":"a.cs","new_line":1}"""),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_place_without_a_file_is_refused_before_GitLab_is_asked()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains("position needs new_path", await RefusalAsync(host, """{"new_line":1}"""), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Changes_that_GitLab_has_not_worked_out_yet_can_be_tried_again()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "/versions").Answer(200, "[]");
        Assert.Contains("Try again", await RefusalAsync(host, """{"new_path":"a.cs","new_line":1}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_on_a_later_page_is_found_and_a_change_that_is_not_shown_is_read_raw()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "/versions").Answer(200, Newest);
        host.GitLab.On("GET", Api + "/diffs").Answer(200, """[{"old_path":"a.cs","new_path":"a.cs","diff":"","too_large":true}]""");
        host.GitLab.On("GET", Api + "/diffs").Times(1).Answer(200, "[]", "application/json", ("x-next-page", "2"));
        host.GitLab.On("GET", Api + "/raw_diffs")
            .Answer(200, "diff --git a/a.cs b/a.cs\n--- a/a.cs\n+++ b/a.cs\n@@ -1,2 +1,3 @@\n one\n+two\n three\n");
        host.GitLab.On("POST", Api + "/discussions").Answer(201, """{"id":"d","notes":[]}""");
        await host.CallAsync(
            "create_merge_request_thread",
            """{"project_id":1,"merge_request_iid":5,"body":"x","position":{"new_path":"a.cs","new_line":3}}"""
        );
        Assert.Equal(2, (int?)host.GitLab.Requests[^1].Json!["position"]!["old_line"]);
    }

    private static Task<string> RefusalAsync(ToolsHost host, string position) =>
        host.RefusalAsync(
            "create_merge_request_thread",
            $$"""{"project_id":1,"merge_request_iid":5,"body":"x","position":{{position}} }"""
        );
}
