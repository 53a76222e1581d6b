using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The search over all scopes.</summary>
public sealed class SearchTests
{
    /// <summary>Each has more than what a model acts on.</summary>
    [Theory]
    [InlineData(
        "merge_requests",
        """{"id":9,"iid":5,"project_id":1,"title":"Fix","description":"long","state":"merged","draft":false,"source_branch":"fix"}""",
        """{"iid":5,"project_id":1,"title":"Fix","state":"merged","source_branch":"fix"}"""
    )]
    [InlineData(
        "milestones",
        """{"id":9,"iid":5,"project_id":1,"title":"9.0","description":"long","state":"active","created_at":"2026-01-05"}""",
        """{"id":9,"iid":5,"project_id":1,"title":"9.0","state":"active"}"""
    )]
    [InlineData(
        "users",
        """{"id":2,"name":"Bob","username":"bob","state":"active","avatar_url":"x","web_url":"https://x.example/bob"}""",
        """{"id":2,"username":"bob","name":"Bob","state":"active","web_url":"https://x.example/bob"}"""
    )]
    [InlineData(
        "wiki_blobs",
        """{"basename":"home","data":"tax","path":"home.md","filename":"home.md","id":null,"ref":"abc","startline":1,"project_id":1}""",
        """{"project_id":1,"path":"home.md","startline":1,"data":"tax"}"""
    )]
    [InlineData(
        "snippet_titles",
        """{"id":5,"title":"Tax","description":"","file_name":"tax.rb","project_id":null,"raw_url":"https://x.example/raw"}""",
        """{"id":5,"title":"Tax","file_name":"tax.rb"}"""
    )]
    public async Task Answers_have_the_fields_of_their_scope(string scope, string row, string lean)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/search").Answer(200, $"[{row}]");
        Assert.Equal($$"""{"items":[{{lean}}]}""", await host.CallAsync("search", $$"""{"search":"x","scope":"{{scope}}"}"""));
        var full = await host.CallAsync("search", $$"""{"search":"x","scope":"{{scope}}","detail":"full"}""");
        Assert.Equal($$"""{"items":[{{row}}]}""", full);
    }

    [Theory]
    [InlineData("search_code", """{"search":"tax","filename":"*.rb"}""", "/search?search=tax%20filename%3A%2A.rb&scope=blobs")]
    [InlineData("search_group_code", """{"group_id":"a/b","search":"tax"}""", "/groups/a%2Fb/search?search=tax&scope=blobs")]
    public async Task The_former_tools_search_in_code(string name, string arguments, string asked)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/*")
            .Answer(200, """[{"path":"a.rb","ref":"main","startline":3,"data":"tax","project_id":1,"filename":"a.rb"}]""");
        Assert.Equal(
            """{"items":[{"project_id":1,"path":"a.rb","ref":"main","startline":3,"data":"tax"}]}""",
            await host.CallAsync(name, arguments)
        );
        Assert.Equal($"GET /api/v4{asked}&page=1&per_page=20", host.GitLab.Requests[0].Line);
        Assert.DoesNotContain(await host.ListAsync(), tool => tool.Name == name);
    }

    [Fact]
    public async Task The_web_address_of_a_hit_says_its_project()
    {
        await using var host = await ToolsHost.StartAsync();
        var page = $"{host.GitLab.Origin}/group/app/-/issues/1";
        host.GitLab.On("GET", "/api/v4/search").Answer(200, $$"""[{"iid":1,"project_id":1,"title":"Tax","web_url":"{{page}}"}]""");
        Assert.Equal(
            $$"""{"items":[{"iid":1,"project_id":1,"project":"group/app","title":"Tax","web_url":"{{page}}"}]}""",
            await host.CallAsync("search", """{"search":"tax","scope":"issues"}""")
        );
        Assert.Single(host.GitLab.Requests);
    }

    [Fact]
    public async Task One_request_names_the_projects_of_all_hits_and_those_it_does_not_name_have_their_number()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/search")
            .Answer(
                200,
                """[{"path":"a","project_id":1},{"path":"b","project_id":2},{"path":"c","project_id":1},{"path":"d","project_id":3}]"""
            );
        host.GitLab.On("POST", "/api/graphql#projectPaths")
            .Answer(
                200,
                """
                {"data":{"projects":{"nodes":[{"id":"gid://gitlab/Project/2","fullPath":"group/site"},
                  {"id":"gid://gitlab/Project/1","fullPath":"group/app"}]}}}
                """
            );
        Assert.Equal(
            """{"items":[{"project_id":1,"project":"group/app","path":"a"},{"project_id":2,"project":"group/site","path":"b"},"""
                + """{"project_id":1,"project":"group/app","path":"c"},{"project_id":3,"path":"d"}]}""",
            await host.CallAsync("search", """{"search":"x","scope":"blobs"}""")
        );
        Assert.Equal(2, host.GitLab.Requests.Count);
    }

    [Theory]
    [InlineData("""{"search":"x","scope":"projects","project_id":1}""", "leave out project_id")]
    [InlineData("""{"search":"x","scope":"snippet_titles","group_id":"group"}""", "leave out project_id and group_id")]
    [InlineData("""{"search":"x","scope":"commits","ref":"main"}""", "ref needs project_id")]
    [InlineData("""{"search":"x","scope":"issues","extension":"cs"}""", "for scope=blobs and scope=wiki_blobs only")]
    [InlineData("""{"search":"x","scope":"issues","project_id":1,"group_id":"group"}""", "exclude each other")]
    [InlineData("""{"search":"x","scope":"todos"}""", "scope")]
    public async Task What_GitLab_would_misunderstand_is_refused(string arguments, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(part, await host.RefusalAsync("search", arguments), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("issues", """{"iid":1,"project_id":1}""", """{"iid":1,"project_id":2}""")]
    [InlineData("projects", """{"id":1,"path_with_namespace":"a/b"}""", """{"id":2,"path_with_namespace":"a/c"}""")]
    [InlineData("snippet_titles", """{"id":2,"title":"own"}""", """{"id":5,"project_id":2,"title":"x"}""")]
    public async Task A_limit_to_projects_leaves_the_rows_of_these(string scope, string other, string allowed)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=2"]);
        host.GitLab.On("GET", "/api/v4/search").Answer(200, $"[{other},{allowed}]");
        Assert.Equal($$"""{"items":[{{allowed}}]}""", await host.CallAsync("search", $$"""{"search":"x","scope":"{{scope}}"}"""));
        Assert.Contains(
            "limited to certain projects",
            await host.RefusalAsync("search", $$"""{"search":"x","scope":"issues","project_id":1}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_limit_to_projects_leaves_users_but_not_those_of_a_group()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=2"]);
        Assert.Contains(
            "\"username\":\"bob\"",
            await host.CallAsync("search", """{"search":"bob","scope":"users"}"""),
            StringComparison.Ordinal
        );
        Assert.Equal("""{"items":[]}""", await host.CallAsync("search", """{"search":"bob","scope":"users","group_id":"group"}"""));
    }

    [Theory]
    [InlineData("list_issues", "issues")]
    [InlineData("mr_discussions", "notes")]
    [InlineData("search_project_code", "blobs")]
    public async Task A_scope_that_a_denied_tool_shows_is_refused(string denied, string scope)
    {
        await using var host = await ToolsHost.StartAsync(settings: [$"--GITLAB_DENIED_TOOLS_REGEX=^{denied}$"]);
        Assert.Equal(
            $"This call of search is refused: {denied}, which does the same, is denied here.",
            await host.RefusalAsync("search", $$"""{"search":"x","scope":"{{scope}}"}""")
        );
        Assert.Empty(host.GitLab.Requests);
        await host.CallAsync("search", """{"search":"x","scope":"users"}""");
    }

    [Theory]
    [InlineData("search_code")]
    [InlineData("search_group_code")]
    public async Task Where_a_former_tool_is_denied_the_search_is(string denied)
    {
        await using var host = await ToolsHost.StartAsync(settings: [$"--GITLAB_DENIED_TOOLS_REGEX=^{denied}$"]);
        var response = await host.SendAsync("search", """{"search":"x","scope":"blobs"}""");
        Assert.Equal(CallToolResponse.OutcomeOneofCase.UnknownTool, response.OutcomeCase);
    }
}
