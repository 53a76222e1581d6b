using GitLabMcp.Fake.Http;
using GitLabMcp.Testing;

namespace GitLabMcp.GitLabTools.Tests;

public sealed class WorkItemTests
{
    private const string Small =
        """{"data":{"namespace":{"workItem":{"id":"gid://gitlab/WorkItem/70","iid":"5","title":"Crash","state":"OPEN","widgets":[]}}}}""";

    [Fact]
    public async Task What_this_GitLab_does_not_know_is_left_out_and_the_rest_is_shown()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*").Answer(200, Small);
        await host.CallAsync("get_work_item", """{"project_id":"group/app","iid":5}""");
        var lines = Document(Whole(host)[^1].Json!).Split('\n');
        var weight = 1 + Array.FindIndex(lines, line => line.Contains("WorkItemWidgetWeight", StringComparison.Ordinal));

        host.GitLab.BehaveAgain();
        host.GitLab.ForgetRequests();
        host.GitLab.On("POST", "/api/graphql*").Answer(200, Small);
        host.GitLab.On("POST", "/api/graphql#workItem")
            .Times(1)
            .Answer(
                200,
                $$$"""
                {"errors":[{"message":"No such type WorkItemWidgetWeight, so it can't be a fragment condition",
                  "locations":[{"line":{{{weight}}},"column":1}]}]}
                """
            );
        Assert.Equal(
            """{"id":70,"iid":5,"title":"Crash","state":"OPEN"}""",
            await host.CallAsync("get_work_item", """{"project_id":"group/app","iid":5}""")
        );
        Assert.Equal([lines.Length, lines.Length - 1], Whole(host).Select(request => Document(request.Json!).Split('\n').Length));
        Assert.DoesNotContain("WorkItemWidgetWeight", Document(Whole(host)[^1].Json!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_newer_is_asked_for_beside_and_not_missed()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql#workItem").Answer(200, Small);
        host.GitLab.On("POST", "/api/graphql#workItemNewer")
            .Answer(200, """{"errors":[{"message":"Unknown type WorkItemWidgetCustomFields"}]}""");
        Assert.Equal(
            """{"id":70,"iid":5,"title":"Crash","state":"OPEN"}""",
            await host.CallAsync("get_work_item", """{"project_id":"group/app","iid":5}""")
        );
    }

    private static List<RecordedRequest> Whole(ToolsHost host) =>
        [.. host.GitLab.Requests.Where(request => Document(request.Json!).StartsWith("query workItem(", StringComparison.Ordinal))];

    [Fact]
    public async Task An_empty_date_takes_the_date_away()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql#workItem").Answer(200, Small);
        host.GitLab.On("POST", "/api/graphql#workItemLookup")
            .Answer(200, """{"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}}}}""");
        host.GitLab.On("POST", "/api/graphql#workItemUpdate").Answer(200, """{"data":{"workItemUpdate":{"errors":[],"workItem":{}}}}""");

        await host.CallAsync("update_work_item", """{"project_id":"group/app","iid":5,"due_date":""}""");
        var refusal = await host.RefusalAsync("update_work_item", """{"project_id":"group/app","iid":5,"start_date":"soon"}""");

        var update = host.GitLab.Requests.Single(request => request.Body.Contains("workItemUpdate", StringComparison.Ordinal));
        Assert.Equal("""{"dueDate":null}""", update.Json!["variables"]!["input"]!["startAndDueDateWidget"]!.ToJsonString());
        Assert.Contains("dates like 2026-03-31", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_left_out_is_refused_once()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*")
            .Answer(
                200,
                """{"errors":[{"message":"Field 'namespace' doesn't exist on type 'Query'","locations":[{"line":2,"column":3}]}]}"""
            );
        Assert.Contains(
            "its version or its tier is too low",
            await host.RefusalAsync("get_work_item", """{"project_id":"group/app","iid":5}"""),
            StringComparison.Ordinal
        );
        Assert.Single(Whole(host));
    }

    [Fact]
    public async Task A_comment_is_found_on_its_own_work_item_only()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*").Times(1).Answer(200, Discussions(13, null));
        host.GitLab.On("POST", "/api/graphql*").Times(1).Answer(200, Discussions(11, "next"));
        Assert.Contains(
            "Work item 5 has no comment 12.",
            await host.RefusalAsync(
                "create_work_item_note_emoji_reaction",
                """{"project_id":"group/app","iid":5,"note_id":12,"name":"tada"}"""
            ),
            StringComparison.Ordinal
        );
        Assert.Equal([null, "next"], host.GitLab.Requests.Select(request => (string?)request.Json!["variables"]!["after"]));
    }

    [Fact]
    public async Task The_limit_to_projects_holds_for_relatives_and_for_groups_of_the_same_number()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1,99"]);
        var one = ToolCases.All.First(one => one.Tool == "get_work_item");
        host.GitLab.On("POST", "/api/graphql*").Answer(200, one.Given[0]!);
        var text = await host.CallAsync("get_work_item", """{"project_id":1,"iid":5}""");
        Assert.Contains("Slow list", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Typo", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Stability", text, StringComparison.Ordinal);

        host.GitLab.ForgetRequests();
        host.GitLab.On("GET", "/api/v4/projects/99").Answer(404, """{"message":"404 Project Not Found"}""");
        host.GitLab.On("GET", "/api/v4/groups/99").Answer(200, """{"full_path":"group"}""");
        Assert.Contains("404", await host.RefusalAsync("get_work_item", """{"project_id":99,"iid":5}"""), StringComparison.Ordinal);
        Assert.Equal("/api/v4/projects/99", Assert.Single(host.GitLab.Requests).Path);
    }

    [Fact]
    public async Task Every_project_a_call_names_is_held_to_the_limit_also_inside_lists()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        foreach (
            var named in (string[])
                [
                    "\"parent_iid\":9,\"parent_project_id\":2",
                    "\"children_to_add\":[{\"iid\":6},{\"iid\":1,\"project_id\":\"group/site\"}]",
                    "\"linked_items_to_add\":[{\"iid\":1,\"project_id\":2}]",
                ]
        )
        {
            var sentence = await host.RefusalAsync("update_work_item", $"{{\"project_id\":1,\"iid\":5,{named}}}");
            Assert.Contains("limited to certain projects, and the one in " + named[1..7], sentence, StringComparison.Ordinal);
        }

        Assert.Contains(
            "the one in target_project_id",
            await host.RefusalAsync("move_work_item", """{"project_id":1,"iid":5,"target_project_id":2}"""),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_later_change_that_fails_is_told_beside_what_was_done()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql#workItem").Answer(200, Small);
        host.GitLab.On("POST", "/api/graphql#workItemLookup")
            .Answer(200, """{"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}}}}""");
        host.GitLab.On("POST", "/api/graphql#workItemUpdate")
            .Answer(200, """{"data":{"workItemUpdate":{"errors":[],"workItem":{"id":"gid://gitlab/WorkItem/70","iid":"5"}}}}""");
        host.GitLab.On("POST", "/api/graphql#issueSetSeverity")
            .Answer(200, """{"data":{"issueSetSeverity":{"errors":["It is no incident"]}}}""");
        Assert.Equal(
            """
            {"failed":{"severity":"GitLab refused this (It is no incident). Correct the arguments and call again."},
              "id":70,"iid":5,"title":"Crash","state":"OPEN"}
            """.OneLine(),
            await host.CallAsync("update_work_item", """{"project_id":"group/app","iid":5,"title":"Crash","severity":"high"}""")
        );
        Assert.StartsWith(
            "severity: GitLab refused this (It is no incident).",
            await host.RefusalAsync("update_work_item", """{"project_id":"group/app","iid":5,"severity":"high"}"""),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"data":{"a0":{"workItem":null}}}""", "{}", "There is no work item 5 in group/app")]
    [InlineData("""{"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}}}}""", "{}", "There is nothing to change")]
    [InlineData(
        """{"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}},"a1":{"nodes":[null]}}}""",
        """{"assignee_usernames":["zoe"]}""",
        "There is no user zoe."
    )]
    [InlineData(
        """
            {"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}},
              "a1":{"labels":{"nodes":[{"id":"gid://gitlab/ProjectLabel/1","title":"bugfix"}]}},"a2":null}}
            """,
        """{"add_labels":["bug"]}""",
        "There is no label bug in group/app."
    )]
    [InlineData(
        """
            {"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}},
              "a1":{"workItem":{"workItemType":{"widgetDefinitions":[{"allowedStatuses":[{"id":"x","name":"To do"}]}]}}}}}
            """,
        """{"status":"Done"}""",
        "There is no status Done for it. There are: To do."
    )]
    [InlineData(
        """{"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}},"a1":{"workItem":{"workItemType":{"widgetDefinitions":[{}]}}}}}""",
        """{"status":"Done"}""",
        "have no status here"
    )]
    [InlineData(
        """
            {"data":{"a0":{"workItem":{"id":"gid://gitlab/WorkItem/70"}},"a1":{"workItem":{"id":"gid://gitlab/WorkItem/81",
              "widgets":[{"parent":{"id":"gid://gitlab/WorkItem/7"}}]}}}}
            """,
        """{"children_to_remove":[{"iid":1}]}""",
        "is no child of this one"
    )]
    [InlineData(
        """{"errors":[{"message":"No such type WorkItemWidgetDefinitionStatus, so it can't be a fragment condition"}]}""",
        """{"status":"Done"}""",
        "its version or its tier is too low"
    )]
    [InlineData("""{"data":{"a0":{"workItem":{"id":"gid:""", "{}", "not JSON")]
    public async Task What_a_change_needs_and_is_not_there_is_named_before_anything_changes(string found, string given, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*").Answer(200, found);
        var arguments = System.Text.Json.Nodes.JsonNode.Parse(given)!.AsObject();
        (arguments["project_id"], arguments["iid"]) = ("group/app", 5);
        Assert.Contains(part, await host.RefusalAsync("update_work_item", arguments.ToJsonString()), StringComparison.Ordinal);
        Assert.All(
            host.GitLab.Requests,
            request => Assert.StartsWith("query workItemLookup", Document(request.Json!), StringComparison.Ordinal)
        );
    }

    private static string Document(System.Text.Json.Nodes.JsonNode request) => request["query"]!.GetValue<string>();

    private static string Discussions(int note, string? cursor) =>
        $$$$$"""
            {"data":{"namespace":{"workItem":{"widgets":[{"discussions":{
              "nodes":[{"notes":{"nodes":[{"id":"gid://gitlab/Note/{{{{{note}}}}}"}]}}],
              "pageInfo":{"hasNextPage":{{{{{(cursor is null ? "false" : "true")}}}}},"endCursor":"{{{{{cursor}}}}}"}}}]}}}}
            """;
}
