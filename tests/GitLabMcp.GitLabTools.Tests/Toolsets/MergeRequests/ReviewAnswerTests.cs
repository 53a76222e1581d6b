using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What an answer about a review must not leave out.</summary>
public sealed class ReviewAnswerTests
{
    private const string Api = "/api/v4/projects/1/merge_requests/5";

    [Theory]
    [InlineData(200, """{"rules":[]}""")]
    [InlineData(200, "{}")]
    [InlineData(402, """{"message":"402 Payment Required"}""")]
    [InlineData(403, """{"message":"403 Forbidden"}""")]
    [InlineData(404, """{"message":"404 Not Found"}""")]
    public async Task Without_rules_the_approvals_themselves_are_shown(int status, string state)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "/approval_state").Answer(status, state);
        host.GitLab.On("GET", Api + "/approvals").Answer(200, """{"approved":true,"approved_by":[{"user":{"id":2,"username":"bob"}}]}""");
        Assert.Equal(
            """{"approved":true,"approved_by":[{"user":{"id":2,"username":"bob"}}]}""",
            await host.CallAsync("get_merge_request_approval_state", """{"project_id":1,"merge_request_iid":5}""")
        );
    }

    [Fact]
    public async Task An_include_of_approvals_has_the_rules_where_only_those_can_be_read()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api).Answer(200, """{"iid":5}""");
        host.GitLab.On("GET", Api + "/approvals").Answer(404, "{}");
        host.GitLab.On("GET", Api + "/approval_state")
            .Answer(
                200,
                """{"rules":[{"name":"Any","approved":false,"approved_by":[],"eligible_approvers":[{"id":2,"username":"bob"}]}]}"""
            );
        Assert.Equal(
            """{"iid":5,"approvals":{"rules":[{"name":"Any","approved":false,"approved_by":[],"eligible_approvers":[{"username":"bob"}]}]}}""",
            await host.CallAsync("get_merge_request", """{"project_id":1,"merge_request_iid":5,"include":["approvals"]}""")
        );
    }

    [Theory]
    [InlineData("mr_discussions", "discussions", """[{"id":"d","notes":[NOTE]}]""", "")]
    [InlineData("get_merge_request_discussion", "discussions/d", """{"id":"d","notes":[NOTE]}""", ",\"discussion_id\":\"d\"")]
    [InlineData("get_merge_request_notes", "notes", "[NOTE]", "")]
    [InlineData("get_merge_request_note", "notes/8", "NOTE", ",\"note_id\":8")]
    public async Task An_open_thread_an_internal_comment_and_its_lines_are_shown(string tool, string path, string given, string arguments)
    {
        await using var host = await ToolsHost.StartAsync();
        const string Note = """
            {"id":8,"body":"x","internal":true,"resolvable":true,"resolved":false,
              "position":{"new_path":"a","new_line":7,"line_range":{"start":{"new_line":6},"end":{"new_line":7}}}}
            """;
        host.GitLab.On("GET", $"{Api}/{path}").Answer(200, given.Replace("NOTE", Note, StringComparison.Ordinal));
        var answer = await host.CallAsync(tool, $$"""{"project_id":1,"merge_request_iid":5{{arguments}}}""");
        Assert.Contains("\"internal\":true,\"resolvable\":true,\"resolved\":false", answer, StringComparison.Ordinal);
        Assert.Contains("\"line_range\":{\"start\":{\"new_line\":6},\"end\":{\"new_line\":7}}", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create_merge_request_thread", "discussions")]
    [InlineData("create_draft_note", "draft_notes")]
    public async Task The_codes_of_several_lines_are_filled_in(string tool, string path)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", $"{Api}/{path}").Answer(201, """{"id":1}""");
        await host.CallAsync(
            tool,
            """
            {"project_id":1,"merge_request_iid":5,"body":"x","position":{"base_sha":"b","start_sha":"s","head_sha":"h","new_path":"src/a.cs",
              "old_path":"src/old.cs","new_line":8,"line_range":{"start":{"type":"new","old_line":6,"new_line":7},
              "end":{"type":"new","line_code":"mine","new_line":8}}}}
            """
        );
        var range = host.GitLab.Requests[^1].Json!["position"]!["line_range"]!;

        // printf src/a.cs | sha1sum
        Assert.Equal("2f216f4798946d831a681b7474b696b985eb611a_6_7", (string?)range["start"]!["line_code"]);
        Assert.Equal("mine", (string?)range["end"]!["line_code"]);
    }
}
