namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What the tools that work on a merge request may not do.</summary>
public sealed class MergeRequestWorkTests
{
    [Fact]
    public async Task A_suggestion_of_another_merge_request_is_not_applied()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/merge_requests/5/notes")
            .Answer(200, """[{"id":9,"suggestions":[{"id":31,"appliable":true}]}]""");
        var refusal = await host.RefusalAsync("apply_suggestions", """{"project_id":1,"merge_request_iid":5,"suggestion_ids":[31,99]}""");
        Assert.Contains("suggestion 99", refusal, StringComparison.Ordinal);
        Assert.Contains("mr_discussions", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public async Task A_merge_train_is_held_to_the_tool_that_merges()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_DENIED_TOOLS_REGEX=^merge_"]);
        Assert.Contains(
            "merge_merge_request, which does the same, is denied here",
            await host.RefusalAsync("add_to_merge_train", """{"project_id":1,"merge_request_iid":5}"""),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_personal_snippet_is_out_of_reach_where_projects_are_limited()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        host.GitLab.On("GET", "/api/v4/snippets")
            .Answer(200, """[{"id":7,"project_id":null,"title":"Mine"},{"id":8,"project_id":2},{"id":9,"project_id":1}]""");
        Assert.Equal("""{"items":[{"id":9,"project_id":1}]}""", await host.CallAsync("list_snippets"));
        Assert.Contains(
            "limited to certain projects",
            await host.RefusalAsync("get_snippet", """{"snippet_id":7}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "limited to certain projects",
            await host.RefusalAsync("create_snippet", """{"title":"t","files":[{"file_path":"a","content":"b"}]}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_file_of_a_snippet_that_cannot_be_read_is_named_and_the_others_are_shown()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/snippets/9")
            .Answer(200, """{"id":9,"files":[{"path":"a.txt"},{"path":"b.png"},{"path":"c.txt"}]}""");
        host.GitLab.On("GET", "/api/v4/snippets/9/files/HEAD/a.txt/raw").Answer(200, "A", "text/plain");
        host.GitLab.On("GET", "/api/v4/snippets/9/files/HEAD/b.png/raw").Answer(200, "\0\u0001", "text/plain");
        host.GitLab.On("GET", "/api/v4/snippets/9/files/HEAD/c.txt/raw").Answer(404, "{}");
        var answer = await host.CallAsync("get_snippet", """{"snippet_id":9}""");
        Assert.Contains(
            """{"path":"a.txt","content":"A"},{"path":"b.png","not_shown":"The file is no text."}""",
            answer,
            StringComparison.Ordinal
        );
        Assert.Contains("""{"path":"c.txt","not_shown":"GitLab found nothing there""", answer, StringComparison.Ordinal);
    }
}
