namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Answers that are not what they look like: redirects, pages, and the 404 of a proxy.</summary>
public sealed class WrongAnswerTests
{
    private const string Project = "/api/v4/projects/1";
    private const string GetProject = """{"project_id":1}""";
    private const string SignIn = "<!DOCTYPE html><html><title>Sign in</title></html>";
    private const string Attachment = """{"project_id":1,"secret":"0123456789abcdef0123456789abcdef","filename":"notes.txt"}""";

    [Theory]
    [InlineData(302, "https://gitlab.example.com/api/v4/projects/1", "https://gitlab.example.com")]
    [InlineData(301, "https://gitlab.example.com/gitlab/api/v4/projects/1", "https://gitlab.example.com")]
    [InlineData(308, "https://gitlab.example.com/", "https://gitlab.example.com")]
    public async Task A_redirect_to_the_external_address_names_it(int status, string location, string address)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Redirect(status, location);
        host.GitLab.On("PUT", Project).Redirect(status, location);
        foreach (var call in new[] { ("get_project", GetProject), ("update_project", """{"project_id":1,"name":"x"}""") })
        {
            var sentence = await host.RefusalAsync(call.Item1, call.Item2);
            Assert.Contains($"another address, {address}, ", sentence, StringComparison.Ordinal);
            Assert.Contains("GITLAB_API_URL", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("get_project", sentence, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://storage.example.com/bucket/notes.txt?X-Amz-Signature=secret")]
    [InlineData("http://minio:9000/uploads/@hashed/notes.txt?sig=secret")]
    public async Task A_redirect_to_the_object_storage_is_said_to_be_one(string location)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project + "/uploads/0123456789abcdef0123456789abcdef/notes.txt").Redirect(302, location);
        var sentence = await host.RefusalAsync("download_attachment", Attachment);
        Assert.Contains("object storage", sentence, StringComparison.Ordinal);
        Assert.Contains("proxy_download", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("moved", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update_project", """{"project_id":1,"name":"x"}""")]
    [InlineData("execute_graphql", """{"query":"{ currentUser { id } }"}""")]
    public async Task What_is_no_file_is_in_no_object_storage(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("PUT", Project).Redirect(302, "https://gitlab.example.com/group/app");
        host.GitLab.On("POST", "/api/graphql*").Redirect(302, "https://gitlab.example.com/group/app");
        Assert.Contains(
            "another address, https://gitlab.example.com, ",
            await host.RefusalAsync(tool, arguments),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("//")]
    [InlineData("http://[")]
    [InlineData("https:///x")]
    public async Task A_redirect_to_nowhere_is_not_followed(string location)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Redirect(302, location);
        Assert.Contains(
            "a redirect (302) that is not followed",
            await host.RefusalAsync("get_project", GetProject),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/users/sign_in")]
    [InlineData("https://sso.example.com/oauth2/authorize?client_id=x")]
    public async Task A_redirect_to_a_sign_in_is_said_to_be_one(string location)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("PUT", Project).Redirect(302, location);
        Assert.Contains(
            "asks to sign in",
            await host.RefusalAsync("update_project", """{"project_id":1,"name":"x"}"""),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("get_project", GetProject, "GET", Project)]
    [InlineData("get_pipeline_job_output", """{"project_id":1,"job_id":8}""", "GET", Project + "/jobs/8/trace")]
    [InlineData("download_attachment", Attachment, "GET", Project + "/uploads/0123456789abcdef0123456789abcdef/notes.txt")]
    [InlineData("get_file_contents", """{"project_id":1,"file_path":"a.txt"}""", "GET", Project + "/repository/files/a.txt")]
    [InlineData("execute_graphql", """{"query":"query { currentUser { id } }"}""", "POST", "/api/graphql#*")]
    public async Task A_page_in_place_of_the_thing_is_not_shown_as_the_thing(string tool, string arguments, string method, string path)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On(method, path).Answer(200, SignIn);
        var sentence = await host.RefusalAsync(tool, arguments);
        Assert.Contains("a web page, perhaps of a proxy or a login", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("<html>", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"file_path":"a.txt"}""")]
    public async Task An_answer_without_a_file_is_not_shown_as_one(string body)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project + "/repository/files/a.txt").Answer(200, body);
        Assert.Contains(
            "instead of data",
            await host.RefusalAsync("get_file_contents", """{"project_id":1,"file_path":"a.txt"}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_page_that_is_the_attachment_itself_is_shown()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project + "/uploads/0123456789abcdef0123456789abcdef/notes.txt")
            .Answer(200, "<p>report</p>", "text/html", ("Content-Disposition", "attachment; filename=\"notes.txt\""));
        Assert.Contains("report", await host.CallAsync("download_attachment", Attachment), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "<html><center>nginx</center></html>", true)]
    [InlineData(400, "<html>Bad Request, Apache</html>", true)]
    [InlineData(404, "", true)]
    [InlineData(404, """{"error":"404 Not Found"}""", true)]
    [InlineData(404, """{"message":"404 Project Not Found"}""", false)]
    [InlineData(400, """{"error":"title is missing"}""", false)]
    public async Task A_404_that_GitLab_did_not_say_for_a_path_with_a_slash_mentions_the_proxy(int status, string body, bool mentions)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/group%2Fapp").Answer(status, body);
        host.GitLab.On("GET", Project).Answer(status, body);
        var sentence = await host.RefusalAsync("get_project", """{"project_id":"group/app"}""");
        Assert.Equal(mentions, sentence.Contains("AllowEncodedSlashes NoDecode", StringComparison.Ordinal));
        Assert.DoesNotContain("NoDecode", await host.RefusalAsync("get_project", GetProject), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search_code", """{"search":"tax"}""", "/api/v4/search")]
    [InlineData("search_group_code", """{"group_id":"group","search":"tax"}""", "/api/v4/groups/group/search")]
    [InlineData("search_code", """{"search":"tax"}""", "/api/v4/search", "Scope not supported without Elasticsearch!")]
    [InlineData("search_code", """{"search":"tax"}""", "/api/v4/search", "Scope supported only with advanced search or exact code search")]
    public async Task A_search_that_needs_advanced_search_names_the_tool_for_one_project(
        string tool,
        string arguments,
        string path,
        string error = "scope does not have a valid value"
    )
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", path).Answer(400, $$"""{"error":"{{error}}"}""");
        Assert.Contains("search_project_code", await host.RefusalAsync(tool, arguments), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get_repository_tree", GetProject, true)]
    [InlineData("list_commits", GetProject, true)]
    [InlineData("get_file_contents", """{"project_id":1,"file_path":"README.md"}""", true)]
    [InlineData("get_repository_tree", GetProject, false)]
    [InlineData("get_file_contents", """{"project_id":1,"file_path":"README.md"}""", false)]
    public async Task A_repository_without_commits_is_said_to_have_none(string tool, string arguments, bool isEmpty)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project + "/repository/*").Answer(404, """{"message":"404 Tree Not Found"}""");
        host.GitLab.On("GET", Project).Answer(200, $$"""{"id":1,"empty_repo":{{(isEmpty ? "true" : "false")}}}""");
        var sentence = await host.RefusalAsync(tool, arguments);
        Assert.Equal(isEmpty, sentence.Contains("has no commits yet", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"data":{"namespace":{"workItemTypes":{"nodes":[{"widgetDefinitions":[{},{"type":"LABELS"}]}]}}}}""")]
    [InlineData("""{"errors":[{"message":"No such type WorkItemWidgetDefinitionStatus, so it can't be a fragment condition"}]}""")]
    [InlineData("""{"errors":[{"message":"WorkItemWidgetStatusInput isn't a defined input type (on $status)"}]}""")]
    public async Task A_widget_that_the_tier_or_version_lacks_is_said_to_be_lacking(string body)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql#workItemStatuses").Answer(200, body);
        var sentence = await host.RefusalAsync("list_work_item_statuses", """{"project_id":"group/app"}""");
        Assert.Contains("tier", sentence, StringComparison.Ordinal);
        Assert.Contains("version", sentence, StringComparison.Ordinal);
    }
}
