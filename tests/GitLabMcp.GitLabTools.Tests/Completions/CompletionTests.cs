using GitLabMcp.GitLabTools.Completions;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Prompts;
using GitLabMcp.GitLabTools.Resources;
using GitLabMcp.GitLabTools.Toolsets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What is offered to who types: by which search, to whom, and for how long without asking again.</summary>
public sealed class CompletionTests
{
    [Theory]
    [MemberData(nameof(CompletionCases.All), MemberType = typeof(CompletionCases))]
    public async Task Offers_what_GitLab_finds(string argument, string subject, string typed, string asked, string given, string[] offered)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4" + asked.Split('?')[0]).Answer(200, given);

        var completion = (await CompleteAsync(host, subject, argument, typed)).Completion;
        Assert.Equal(offered, completion.Values);
        Assert.False(completion.HasMore);
        Assert.Equal(AllSources.List.Count(one => one.Argument == argument), host.GitLab.Requests.Count);
        Assert.Contains(host.GitLab.Requests, request => request.Line == "GET /api/v4" + asked);
        Assert.All(host.GitLab.Requests, request => Assert.Equal("alice", request.User));
    }

    [Fact]
    public void Every_source_is_asked_here_and_is_of_an_argument_that_there_is()
    {
        Assert.Equal(
            AllSources.List.Select(one => one.Argument).Distinct().Order(),
            CompletionCases.All.Select(one => one.Data.Item1).Distinct().Order()
        );
        var arguments = AllResources
            .List.SelectMany(one => one.Template.Names)
            .Concat(AllPrompts.List.SelectMany(one => one.Arguments.Select(argument => argument.Name)))
            .ToHashSet();
        Assert.Subset(arguments, AllSources.List.Select(one => one.Argument).ToHashSet());
    }

    [Fact]
    public async Task Offers_a_hundred_and_says_that_there_are_more()
    {
        await using var host = await ToolsHost.StartAsync();
        var labels = "[" + string.Join(',', Enumerable.Range(1, 100).Select(id => $$"""{"id":{{id}},"name":"label-{{id}}"}""")) + "]";
        host.GitLab.On("GET", "/api/v4/projects/1/labels").Answer(200, labels, ("x-next-page", "2"));

        var completion = (await CompleteAsync(host, CompletionCases.Issues, "labels", "label")).Completion;
        Assert.Equal(100, completion.Values.Count);
        Assert.True(completion.HasMore);
    }

    [Fact]
    public async Task Offers_branches_and_then_tags_a_hundred_together()
    {
        await using var host = await ToolsHost.StartAsync();
        string Named(string prefix, int count) =>
            "[" + string.Join(',', Enumerable.Range(1, count).Select(number => $$"""{"name":"{{prefix}}{{number}}"}""")) + "]";
        host.GitLab.On("GET", "/api/v4/projects/1/repository/branches").Answer(200, Named("rel-", 60));
        host.GitLab.On("GET", "/api/v4/projects/1/repository/tags").Answer(200, Named("rel-", 40));
        var same = (await CompleteAsync(host, "write_release_notes", "to", "rel-")).Completion;
        Assert.Equal(Enumerable.Range(1, 60).Select(number => $"rel-{number}"), same.Values);
        Assert.False(same.HasMore);

        host.GitLab.On("GET", "/api/v4/projects/2/repository/branches").Answer(200, Named("rel-", 60));
        host.GitLab.On("GET", "/api/v4/projects/2/repository/tags").Answer(200, Named("rel-v", 60));
        var many = (await CompleteAsync(host, "write_release_notes", "to", "rel-", project: "2")).Completion;
        Assert.Equal(["rel-60", "rel-v1"], many.Values.Skip(59).Take(2));
        Assert.Equal(100, many.Values.Count);
        Assert.True(many.HasMore);

        host.GitLab.On("GET", "/api/v4/projects/3/repository/branches").Answer(403, "{}");
        host.GitLab.On("GET", "/api/v4/projects/3/repository/tags").Answer(200, Named("v", 1));
        Assert.Equal(["v1"], (await CompleteAsync(host, "write_release_notes", "to", "", project: "3")).Completion.Values);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("[1,null,{\"name\":null},{}]")]
    [InlineData("[{\"name\":{\"a\":1}}]")]
    [InlineData("{\"items\":1}")]
    [InlineData("{\"items\":[{\"name\":\"main\"}")]
    public async Task What_cannot_be_read_takes_no_other_values_with_it(string answer)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/repository/branches").Answer(200, """[{"name":"main"}]""");
        host.GitLab.On("GET", "/api/v4/projects/1/repository/tags").Answer(200, answer);
        Assert.Equal(["main"], (await CompleteAsync(host, "write_release_notes", "to", "mai")).Completion.Values);
    }

    [Fact]
    public async Task An_argument_that_a_form_leaves_empty_is_none()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_PROJECT_ID=1"]);
        Assert.Equal(["bug"], (await CompleteAsync(host, CompletionCases.Issues, "labels", "b", project: "")).Completion.Values);
    }

    [Fact]
    public void Keeps_no_more_than_its_room_of_a_callers_searches()
    {
        using var cache = new CompletionCache(TimeProvider.System);
        var values = new CompletionReply.Values(
            [.. Enumerable.Range(0, 100).Select(number => new string('x', 500) + number)],
            HasMore: false
        );
        var alice = new TokenDigest("https://gitlab.example.com", 1);
        for (var search = 0; search < 1000; search++)
        {
            cache.Keep(alice, "list_labels", $"{search}", values);
        }

        // Of 100 KB each, 4 MB.
        Assert.InRange(Enumerable.Range(0, 1000).Count(search => cache.Find(alice, "list_labels", $"{search}") is not null), 1, 40);
    }

    [Fact]
    public async Task Asks_again_after_half_a_minute_and_for_each_caller_by_itself()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await ToolsHost.StartAsync(configure: builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time))
        );
        async Task<int> AskedAsync(string token, string typed)
        {
            host.GitLab.ForgetRequests();
            Assert.Equal(["bug"], (await CompleteAsync(host, CompletionCases.Issues, "labels", typed, token)).Completion.Values);
            return host.GitLab.Requests.Count;
        }

        Assert.Equal(1, await AskedAsync(ToolsHost.Alice, "b"));
        Assert.Equal(0, await AskedAsync(ToolsHost.Alice, "bu"));
        Assert.Equal(1, await AskedAsync(ToolsHost.Alice, "bug"));
        Assert.Equal(1, await AskedAsync(ToolsHost.Bob, "b"));
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, await AskedAsync(ToolsHost.Alice, "b"));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await AskedAsync(ToolsHost.Alice, "b"));
    }

    [Theory]
    [InlineData("review_merge_request", "focus", "any")]
    [InlineData("gitlab://projects/{project_id}/issues/{issue_iid}{?offset}", "offset", "1")]
    public async Task Offers_nothing_where_there_is_nothing_to_find(string subject, string argument, string typed)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Empty((await CompleteAsync(host, subject, argument, typed)).Completion.Values);
        Assert.Empty((await CompleteAsync(host, CompletionCases.Issues, "labels", new string('x', 10_000))).Completion.Values);
        Assert.Empty((await CompleteAsync(host, CompletionCases.Issues, "labels", "bug", project: null)).Completion.Values);
        Assert.Empty((await CompleteAsync(host, CompletionCases.Issues, "labels", "bug", project: "../..")).Completion.Values);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Says_that_there_is_no_such_prompt_template_or_argument()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains("prompts/list", (await CompleteAsync(host, "review", "focus", "")).Unknown, StringComparison.Ordinal);
        Assert.Contains(
            "resources/templates/list",
            (await CompleteAsync(host, "gitlab://projects/1", "project_id", "")).Unknown,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "project_id, merge_request_iid, focus",
            (await CompleteAsync(host, "review_merge_request", "mr", "")).Unknown,
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_refusal_offers_nothing_is_not_kept_and_tells_of_a_dead_token()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Empty((await CompleteAsync(host, CompletionCases.Issues, "labels", "bug", project: "no/such")).Completion.Values);
        Assert.Empty((await CompleteAsync(host, CompletionCases.Issues, "labels", "bug", project: "no/such")).Completion.Values);
        Assert.Equal(2, host.GitLab.Requests.Count);
        host.GitLab.Revoke(ToolsHost.Alice);
        Assert.True((await CompleteAsync(host, CompletionCases.Issues, "labels", "bug")).Completion.TokenRejected);
    }

    [Fact]
    public async Task The_limits_of_the_tools_hold()
    {
        await using var host = await ToolsHost.StartAsync(
            settings: ["--GITLAB_ALLOWED_PROJECT_IDS=2", "--GITLAB_DENIED_TOOLS_REGEX=^list_labels$"]
        );
        Assert.Equal(["group/site"], (await CompleteAsync(host, CompletionCases.Issues, "project_id", "")).Completion.Values);
        Assert.Empty((await CompleteAsync(host, CompletionCases.Issues, "milestone", "", project: "1")).Completion.Values);
        Assert.Empty((await CompleteAsync(host, CompletionCases.Issues, "labels", "", project: "2")).Completion.Values);
        Assert.Equal(["GET /api/v4/projects"], host.GitLab.Requests.Select(request => $"{request.Method} {request.Path}"));
    }

    private static async Task<CompleteResponse> CompleteAsync(
        ToolsHost host,
        string subject,
        string argument,
        string typed,
        string token = ToolsHost.Alice,
        string? project = "1"
    )
    {
        var request = new CompleteRequest { Argument = argument, Value = typed };
        if (subject.StartsWith("gitlab:", StringComparison.Ordinal))
        {
            request.UriTemplate = subject;
        }
        else
        {
            request.Prompt = subject;
        }

        if (project is not null)
        {
            request.Known["project_id"] = project;
        }

        return await host.Client.CompleteAsync(request, ToolsHost.As(token), cancellationToken: TestContext.Current.CancellationToken);
    }
}
