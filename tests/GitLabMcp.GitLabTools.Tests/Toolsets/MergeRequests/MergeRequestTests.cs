using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Tools.Answers;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What merge request and repository tools do beyond one request with one answer.</summary>
public sealed class MergeRequestTests
{
    private const string Api = "/api/v4/projects/1/";

    [Theory]
    [InlineData("[]", "No merge request comes from that branch")]
    [InlineData("""[{"iid":5,"state":"opened"},{"iid":6,"state":"merged"},{"iid":7,"state":"opened"}]""", "!5, !7")]
    public async Task A_branch_that_names_no_single_merge_request_is_refused(string found, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "merge_requests").Answer(200, found);
        Assert.Contains(
            part,
            await host.RefusalAsync("update_merge_request", """{"project_id":1,"source_branch":"fix","title":"x"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Give merge_request_iid, or source_branch",
            await host.RefusalAsync("update_merge_request", """{"project_id":1,"title":"x"}"""),
            StringComparison.Ordinal
        );
        Assert.Single(host.GitLab.Requests);
    }

    [Fact]
    public async Task The_open_merge_request_of_a_branch_is_meant_not_the_newest()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "merge_requests").Answer(200, """[{"iid":8,"state":"closed"},{"iid":5,"state":"opened"}]""");
        host.GitLab.On("GET", Api + "merge_requests/5").Answer(200, """{"iid":5}""");
        Assert.Equal("""{"iid":5}""", await host.CallAsync("get_merge_request", """{"project_id":1,"source_branch":"fix"}"""));
    }

    [Fact]
    public async Task A_part_that_is_missing_or_goes_on_is_said()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "merge_requests/5").Answer(200, """{"iid":5}""");
        host.GitLab.On("GET", Api + "merge_requests/5/commits").Answer(200, """[{"id":"a"}]""", ("x-next-page", "2"));
        host.GitLab.On("GET", Api + "merge_requests/5/approvals").Answer(403, """{"message":"403 Forbidden"}""");
        Assert.Equal(
            """{"iid":5,"commits":[{"id":"a"}],"incomplete":["commits"],"not_available":{"approvals":"GitLab forbids this """
                + """(403: Forbidden). The token's user needs a higher role there, or the feature is off."}}""",
            await host.CallAsync("get_merge_request", """{"project_id":1,"merge_request_iid":5,"include":["commits","approvals"]}""")
        );
    }

    [Theory]
    [InlineData("(", "get_merge_request_diffs", """{"project_id":1,"merge_request_iid":5,"excluded_file_patterns":["("]}""")]
    [InlineData("(?=x)", "get_branch_diffs", """{"project_id":1,"from":"a","to":"b","excluded_file_patterns":["(?=x)"]}""")]
    public async Task A_pattern_that_cannot_be_used_is_refused(string pattern, string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "*").Answer(200, """{"diffs":[]}""");
        Assert.Contains($"excluded_file_patterns has {pattern}", await host.RefusalAsync(tool, arguments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_looked_for_on_all_pages_and_a_long_change_read_in_windows()
    {
        await using var host = await ToolsHost.StartAsync();
        var change = string.Concat(Enumerable.Range(0, 30_000).Select(number => $"+{number}\n"));
        host.GitLab.On("GET", Api + "merge_requests/5/diffs")
            .Answer(
                200,
                new JsonArray(
                    new JsonObject
                    {
                        ["new_path"] = "b",
                        ["old_path"] = "moved",
                        ["diff"] = change,
                    }
                ).ToJsonString()
            );
        host.GitLab.On("GET", Api + "merge_requests/5/diffs")
            .Times(1)
            .Answer(200, """[{"new_path":"a","old_path":"a","diff":"+a"}]""", ("x-next-page", "2"));
        var read = "";
        for (var offset = 0; ; )
        {
            var text = await host.CallAsync(
                "get_merge_request_file_diff",
                $$"""{"project_id":1,"merge_request_iid":5,"file_paths":["moved"],"offset":{{offset}}}"""
            );
            Assert.InRange(text.Length, 1, AnswerShape.MostBytes);
            var window = (string)JsonNode.Parse(text)!["files"]![0]!["diff"]!;
            var note = window.LastIndexOf("\n[characters ", StringComparison.Ordinal);
            read += window[..note];
            if (window.EndsWith(": the end]", StringComparison.Ordinal))
            {
                break;
            }

            offset = int.Parse(window[(window.LastIndexOf('=') + 1)..].Split(' ')[0], null);
        }

        Assert.Equal(change, read);
        Assert.Equal(
            ["page=1&per_page=100&unidiff=false", "page=2&per_page=100&unidiff=false"],
            host.GitLab.Requests.Take(2).Select(request => request.Query)
        );
    }

    [Fact]
    public async Task Many_changed_files_are_read_page_by_page_without_loss()
    {
        await using var host = await ToolsHost.StartAsync();
        var files = Enumerable
            .Range(0, 1_000)
            .Select(number => new JsonObject
            {
                ["old_path"] = $"{number}.cs",
                ["new_path"] = $"{number}.cs",
                ["diff"] = new string('x', 5_000),
            });
        host.GitLab.On("GET", Api + "repository/compare")
            .Answer(
                200,
                new JsonObject
                {
                    ["commits"] = new JsonArray([.. Enumerable.Range(0, 50).Select(number => new JsonObject { ["id"] = $"c{number}" })]),
                    ["diffs"] = new JsonArray([.. files]),
                }.ToJsonString()
            );
        List<string> seen = [];
        for (int? page = 1; page is not null; )
        {
            var text = await host.CallAsync(
                "get_branch_diffs",
                $$"""{"project_id":1,"from":"a","to":"b","page":{{page}},"per_page":100}"""
            );
            Assert.InRange(text.Length, 1, AnswerShape.MostBytes);
            var answer = JsonNode.Parse(text)!;
            seen.AddRange(answer["diffs"]!.AsArray().Select(file => (string)file!["new_path"]!));
            Assert.Equal(
                (50, 1_000, "c30"),
                ((int)answer["commits_total"]!, (int)answer["files_total"]!, (string)answer["commits"]![0]!["id"]!)
            );
            Assert.Contains("of 5000", (string)answer["diffs"]![0]!["diff"]!, StringComparison.Ordinal);
            page = (int?)answer["next_page"];
        }

        Assert.Equal(Enumerable.Range(0, 1_000).Select(number => $"{number}.cs"), seen);
    }

    [Fact]
    public async Task What_cannot_be_changed_of_a_draft_is_said()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(
            "cannot change resolve_discussion",
            await host.RefusalAsync(
                "update_draft_note",
                """{"project_id":1,"merge_request_iid":5,"draft_note_id":6,"resolve_discussion":true}"""
            ),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("Draft: Fix", "false", "Fix")]
    [InlineData("[Draft] draft: Fix", "false", "Fix")]
    [InlineData("Draft: Fix", "true", "Draft: Fix")]
    [InlineData("Fix", "true", "Draft: Fix")]
    public async Task A_draft_is_marked_once_and_unmarked_whole(string title, string draft, string sent)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("PUT", Api + "merge_requests/5").Answer(200, "{}");
        await host.CallAsync("update_merge_request", $$"""{"project_id":1,"merge_request_iid":5,"title":"{{title}}","draft":{{draft}}}""");
        Assert.Equal(sent, (string?)Assert.Single(host.GitLab.Requests).Json!["title"]);
    }

    [Fact]
    public async Task A_thread_takes_either_a_new_text_or_its_resolution()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(
            "exactly one of the arguments body and resolved",
            await host.RefusalAsync(
                "update_merge_request_discussion_note",
                """{"project_id":1,"merge_request_iid":5,"discussion_id":"d","note_id":1,"body":"x","resolved":true}"""
            ),
            StringComparison.Ordinal
        );
    }
}
