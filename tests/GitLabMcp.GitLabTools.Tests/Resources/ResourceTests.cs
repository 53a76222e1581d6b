using System.Text;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.Resources;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What has an address: every row, what it refuses, and whose limits hold.</summary>
public sealed class ResourceTests
{
    public static IEnumerable<TheoryDataRow<ResourceCase>> Cases =>
        ResourceCases.All.Select(one => new TheoryDataRow<ResourceCase>(one) { TestDisplayName = one.ToString() });

    public static IEnumerable<TheoryDataRow<string>> Foreign =>
        [
            "",
            "gitlab://",
            "gitlab://projects",
            "gitlab://projects/",
            "gitlab://projects/group/app",
            "gitlab://projects//issues/1",
            "gitlab://projects/1/",
            "gitlab://projects/1#x",
            "gitlab://projects/1/issues/1/",
            "gitlab://projects/1/../../user",
            "gitlab://projects/1/%69ssues/1",
            "gitlab://projects/a%00b",
            "gitlab://projects/a%0d%0ab",
            "gitlab://projects/a\nb",
            "gitlab://projects/1/files/main",
            "gitlab://projects/1/files//a",
            "gitlab:projects/1",
            "gitlab:/projects/1",
            "gitlab:///projects/1",
            " gitlab://projects/1",
            "https://gitlab.example.com/group/app",
            "file:///etc/passwd",
            "http://127.0.0.1/",
            "javascript:alert(1)",
            "gitlab://user:pass@projects/1",
            "gitlab://projects:80/1",
            "gitlab://projects/" + new string('a', 10_000),
        ];

    public static IEnumerable<TheoryDataRow<string>> Hostile =>
        [
            "gitlab://projects/.",
            "gitlab://projects/..",
            "gitlab://projects/%2e%2e",
            "gitlab://projects/..%2F..%2Fuser",
            "gitlab://projects/%252e%252e%252f",
            "gitlab://projects/a%2F..%2Fb",
            "gitlab://projects/%5C..%5C",
            "gitlab://projects/%20",
            "gitlab://projects/1/files/main/../../x",
            "gitlab://projects/1/files/main/a/%2e%2e/b",
            "gitlab://projects/1/wikis/..",
            "gitlab://projects/1/wikis/a/./b",
            "gitlab://projects/1/issues/x",
            "gitlab://projects/1/issues/1%2F..%2F2",
            "gitlab://projects/1/issues/1.5",
            "gitlab://projects/1/issues/2?offset=-1",
            "gitlab://projects/1/issues?per_page=1000",
            "gitlab://projects/1/issues?state=all%20of%20them",
            "gitlab://projects/1/jobs/1/log?limit=many",
            "gitlab://projects/" + new string('a', 2_000),
        ];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Asks_GitLab_for_the_right_thing_and_shows_it(ResourceCase one)
    {
        await using var host = await ToolsHost.StartAsync();
        if (one.Given is { } given)
        {
            host.GitLab.On("GET", "/api/v4" + one.Request[4..].Split('?')[0]).Answer(200, given);
        }

        var content = (await ReadAsync(host, one.Uri)).Content;
        Assert.Equal("GET /api/v4" + one.Request[4..], host.GitLab.Requests[0].Line);
        Assert.All(host.GitLab.Requests, request => Assert.Equal("alice", request.User));
        Assert.Equal(one.Uri, content.Uri);
        Assert.Equal(one.MimeType, content.MimeType);
        Assert.Equal(one.Name is "file" or "job_log", content.Untrusted);
        var data = content.HasBlob ? content.Blob : content.Text;
        if (one.Content is ['…', .. var part])
        {
            Assert.Contains(part, data, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(one.Content, data);
        }
    }

    [Fact]
    public void Every_resource_is_read_here() =>
        Assert.Equal(AllResources.List.Select(one => one.Name).Order(), ResourceCases.All.Select(one => one.Name).Distinct().Order());

    [Fact]
    public async Task Lists_addresses_and_templates_with_a_name_and_a_sentence_each()
    {
        await using var host = await ToolsHost.StartAsync();
        var list = (await ListAsync(host)).List;
        Assert.Equal(["gitlab://me"], list.Resources.Select(one => one.Uri));
        Assert.Equal(AllResources.List.Count - 1, list.Templates.Count);
        Assert.Equal("gitlab://projects/{project_id}/issues/{issue_iid}{?offset}", list.Templates.Single(one => one.Name == "issue").Uri);
        Assert.Equal("Merge request diff", list.Templates.Single(one => one.Name == "merge_request_diff").Title);
        Assert.All(
            [.. list.Resources, .. list.Templates],
            one =>
            {
                Assert.InRange(one.Description.Length, 5, 100);
                Assert.EndsWith(".", one.Description, StringComparison.Ordinal);
            }
        );
        Assert.Equal(AllResources.List.Count, AllResources.List.Select(one => one.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Says_that_nothing_has_an_address_and_asks_nobody(string uri)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains("resources/templates/list", (await ReadAsync(host, uri)).UnknownUri, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Refuses_what_no_argument_of_a_tool_may_be_and_asks_nobody(string uri)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(" must be ", (await ReadAsync(host, uri)).Refusal.Message, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("gitlab://projects/1?x=1", "Nothing may stand behind the ?")]
    [InlineData("gitlab://projects/1/issues/1?detail=full", "may stand offset, each once")]
    [InlineData("gitlab://projects/1/issues/1?offset=1&offset=2", "each once")]
    [InlineData("gitlab://projects/1/issues?project_id=2", "may stand state, labels")]
    [InlineData("gitlab://projects/1/issues/1?offset", "with a value")]
    [InlineData("gitlab://projects/1/issues/1?offset=%0a", "with a value")]
    public async Task Says_what_may_stand_behind_the_question_mark(string uri, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(part, (await ReadAsync(host, uri)).UnknownUri, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Tells_what_GitLab_refused_and_whether_the_token_is_dead()
    {
        await using var host = await ToolsHost.StartAsync();
        var missing = (await ReadAsync(host, "gitlab://projects/no%2Fsuch")).Refusal;
        Assert.Contains("found nothing there", missing.Message, StringComparison.Ordinal);
        Assert.True(missing.NotFound);
        Assert.False(missing.TokenRejected || missing.Retryable);
        Assert.False((await ReadAsync(host, "gitlab://projects/1/issues/x")).Refusal.NotFound);

        host.GitLab.On("GET", "/api/v4/projects/1").RateLimit(30);
        var later = (await ReadAsync(host, "gitlab://projects/1", ToolsHost.Bob)).Refusal;
        Assert.True(later.Retryable);
        Assert.Equal(30u, later.RetryAfter);

        host.GitLab.Revoke(ToolsHost.Alice);
        Assert.True((await ReadAsync(host, "gitlab://projects/2")).Refusal.TokenRejected);
        Assert.NotEmpty(
            (await host.Client.ReadResourceAsync(new() { Uri = "gitlab://me" }, cancellationToken: TestContext.Current.CancellationToken))
                .Refusal
                .Message
        );
    }

    [Fact]
    public async Task The_limits_of_a_tool_hold_for_what_it_reads()
    {
        await using var host = await ToolsHost.StartAsync(
            settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1", "--GITLAB_DENIED_TOOLS_REGEX=^get_wiki", "--GITLAB_READ_ONLY_MODE=true"]
        );
        Assert.NotNull((await ReadAsync(host, "gitlab://projects/group%2Fapp")).Content);
        Assert.Contains(
            "limited to certain projects",
            (await ReadAsync(host, "gitlab://projects/2/issues/1")).Refusal.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "limited to certain projects",
            (await ReadAsync(host, "gitlab://projects/group%2Fsite")).Refusal.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("get_wiki_page", (await ReadAsync(host, "gitlab://projects/1/wikis/home")).UnknownUri, StringComparison.Ordinal);
        Assert.DoesNotContain((await ListAsync(host)).List.Templates, one => one.Name == "wiki_page");
        Assert.Contains((await ListAsync(host)).List.Templates, one => one.Name == "issue");
    }

    [Fact]
    public async Task A_request_that_selects_tools_has_what_they_read()
    {
        await using var host = await ToolsHost.StartAsync();
        var issues = new ToolSelection { Toolsets = { "issues" } };
        Assert.Equal(["issue", "issues"], (await ListAsync(host, issues)).List.Templates.Select(one => one.Name));
        Assert.NotEmpty((await ReadAsync(host, "gitlab://projects/1", selection: issues)).UnknownUri);
        Assert.NotNull((await ReadAsync(host, "gitlab://projects/1/issues/1", selection: issues)).Content);

        var wrong = new ToolSelection { Toolsets = { "isues" } };
        Assert.Contains("did you mean issues", (await ListAsync(host, wrong)).InvalidSelection, StringComparison.Ordinal);
        Assert.Contains(
            "did you mean issues",
            (await ReadAsync(host, "gitlab://projects/1", selection: wrong)).InvalidSelection,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_says_nothing_can_read_everything_that_the_tools_can_reach()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_TOOLSETS="]);
        Assert.Equal(AllResources.List.Count - 1, (await ListAsync(host)).List.Templates.Count);
    }

    private static async Task<ReadResourceResponse> ReadAsync(
        ToolsHost host,
        string uri,
        string token = ToolsHost.Alice,
        ToolSelection? selection = null
    ) =>
        await host.Client.ReadResourceAsync(
            new() { Uri = uri, Selection = selection },
            ToolsHost.As(token),
            cancellationToken: TestContext.Current.CancellationToken
        );

    private static async Task<ListResourcesResponse> ListAsync(ToolsHost host, ToolSelection? selection = null) =>
        await host.Client.ListResourcesAsync(new() { Selection = selection }, cancellationToken: TestContext.Current.CancellationToken);
}
