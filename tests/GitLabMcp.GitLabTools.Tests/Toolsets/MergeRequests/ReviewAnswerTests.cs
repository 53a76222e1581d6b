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
    [InlineData(1, ""","rules":[{"name":"Any","approved":false,"eligible_approvers":[{"username":"bob"}]}]""")]
    [InlineData(0, "")]
    public async Task An_include_of_approvals_names_who_may_give_those_that_are_missing(int missing, string rules)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api).Answer(200, """{"iid":5}""");
        host.GitLab.On("GET", Api + "/approvals").Answer(200, $$"""{"approvals_left":{{missing}}}""");
        host.GitLab.On("GET", Api + "/approval_state")
            .Answer(200, """{"rules":[{"name":"Any","approved":false,"eligible_approvers":[{"id":2,"username":"bob"}]}]}""");
        Assert.Equal(
            $$"""{"iid":5,"approvals":{"approvals_left":{{missing}}{{rules}} } }""".Replace(" ", "", StringComparison.Ordinal),
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
    [InlineData("mr_discussions", "")]
    [InlineData("get_merge_request", ",\"include\":[\"discussions\"]")]
    public async Task Threads_say_which_suggestions_can_be_applied(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api).Answer(200, """{"iid":5}""");
        host.GitLab.On("GET", $"{Api}/discussions")
            .Answer(200, """[{"id":"d","notes":[{"id":8,"suggestions":[{"id":20,"appliable":true,"applied":false}]}]}]""");
        Assert.Contains(
            "\"suggestions\":[{\"id\":20,\"appliable\":true,\"applied\":false}]",
            await host.CallAsync(tool, $$"""{"project_id":1,"merge_request_iid":5{{arguments}}}"""),
            StringComparison.Ordinal
        );
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

    /// <summary>The code has the numbers of both sides; GitLab counts on for a line that only one side has.</summary>
    [Theory]
    [InlineData("new", 2, "_2_2")] // before the first change
    [InlineData("new", 10, "_10_10")] // unchanged, in the first change
    [InlineData("new", 11, "_11_11")] // added
    [InlineData("new", 12, "_11_12")] // added
    [InlineData("new", 13, "_11_13")] // unchanged after it
    [InlineData("old", 20, "_20_22")] // between the changes
    [InlineData("old", 31, "_31_33")] // removed
    [InlineData("new", 33, "_32_33")] // unchanged after it
    [InlineData("new", 90, "_89_90")] // after the last change
    public async Task A_code_of_a_line_with_one_number_has_the_other_from_the_changes(string type, int line, string numbers)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", $"{Api}/discussions").Answer(201, """{"id":"d","notes":[]}""");
        host.GitLab.On("GET", $"{Api}/raw_diffs")
            .Answer(
                200,
                """
                diff --git a/src/b.cs b/src/b.cs
                --- a/src/b.cs
                +++ b/src/b.cs
                @@ -1,2 +1 @@
                 a
                -b
                diff --git a/src/a.cs b/src/a.cs
                --- a/src/a.cs
                +++ b/src/a.cs
                @@ -10,2 +10,4 @@ class A
                 ten
                +++ added
                +added
                 eleven
                @@ -30,3 +32,2 @@
                 thirty
                --- removed
                 thirty-two
                \ No newline at end of file

                """
            );
        Assert.Equal(Hash + numbers, await CodeOfAsync(host, type, line));
    }

    [Theory]
    [InlineData(200, "diff --git a/src/b.cs b/src/b.cs\n@@ -1 +1 @@\n-a\n+b\n")] // another file
    [InlineData(200, "diff --git a/src/a.cs b/src/a.cs\nBinary files a/src/a.cs and b/src/a.cs differ\n")]
    [InlineData(404, "{}")]
    public async Task A_code_that_the_changes_do_not_tell_is_left_out(int status, string diffs)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", $"{Api}/discussions").Answer(201, """{"id":"d","notes":[]}""");
        host.GitLab.On("GET", $"{Api}/raw_diffs").Answer(status, diffs);
        Assert.Null(await CodeOfAsync(host, "new", 2));
    }

    // printf src/a.cs | sha1sum
    private const string Hash = "2f216f4798946d831a681b7474b696b985eb611a";

    private static async Task<string?> CodeOfAsync(ToolsHost host, string type, int line)
    {
        await host.CallAsync(
            "create_merge_request_thread",
            $$$$$"""
            {"project_id":1,"merge_request_iid":5,"body":"x","position":{"base_sha":"b","start_sha":"s","head_sha":"h","new_path":"src/a.cs",
              "old_path":"src/a.cs","new_line":8,"line_range":{"start":{"type":"{{{{{type}}}}}","{{{{{type}}}}}_line":{{{{{line}}}}}},
              "end":{"line_code":"mine","new_line":99}}}}
            """
        );
        return (string?)host.GitLab.Requests[^1].Json!["position"]!["line_range"]!["start"]!["line_code"];
    }
}
