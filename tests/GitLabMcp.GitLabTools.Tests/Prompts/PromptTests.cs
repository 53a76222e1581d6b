using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.Prompts;
using Google.Protobuf;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Every prompt: what it asks of GitLab, what it says, what it refuses.</summary>
public sealed class PromptTests
{
    /// <summary>Name, arguments, what GitLab is asked in any order, a part of what is said.</summary>
    public static TheoryData<string, string, string[], string> Cases =>
        new()
        {
            {
                "review_merge_request",
                """{"project_id":"group/app","merge_request_iid":"5","focus":"locking"}""",
                ["GET /projects/group%2Fapp/merge_requests/5", "GET /projects/group%2Fapp/merge_requests/5/diffs?page=1&per_page=50"],
                "Review merge request !5 of project group/app. Look above all at this: locking.\n"
            },
            {
                "explain_failed_pipeline",
                """{"project_id":"1","pipeline_id":9}""",
                ["GET /projects/1/pipelines/9"],
                "Explain why pipeline 9 of project 1 failed."
            },
            {
                "triage_issues",
                """{"project_id":"1","labels":"bug,a&b","search":" "}""",
                ["GET /projects/1/issues?labels=bug%2Ca%26b&state=opened&page=1&per_page=50", "GET /projects/1/labels?page=1&per_page=100"],
                "Triage the open issues of project 1. Only those labelled bug,a&b.\n"
            },
            {
                "write_release_notes",
                """{"project_id":"1","from":"v1"}""",
                ["GET /projects/1/repository/commits?ref_name=v1..HEAD&page=1&per_page=100"],
                "what changed from v1 to HEAD.\n"
            },
            {
                "write_release_notes",
                """{"project_id":"1","from":"v1","to":"v2","milestone":"2.0"}""",
                [
                    "GET /projects/1/merge_requests?milestone=2.0&state=merged&page=1&per_page=50",
                    "GET /projects/1/repository/commits?ref_name=v1..v2&page=1&per_page=100",
                ],
                "what changed from v1 to v2. Its milestone is 2.0.\n"
            },
            {
                "plan_milestone",
                """{"project_id":"1","milestone":"2.0 & on","goal":"ship"}""",
                [
                    "GET /projects/1/issues?milestone=2.0%20%26%20on&page=1&per_page=50",
                    "GET /projects/1/issues?milestone=None&state=opened&page=1&per_page=50",
                    "GET /projects/1/milestones?title=2.0%20%26%20on&include_ancestors=true&page=1&per_page=20",
                ],
                "Plan milestone 2.0 & on of project 1. It is to achieve this: ship.\n"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Says_what_is_to_be_done_and_brings_what_it_is_about(string name, string arguments, string[] requests, string said)
    {
        await using var host = await ToolsHost.StartAsync();
        Furnish(host);

        var messages = (await GetAsync(host, name, arguments)).Messages;
        Assert.Subset(
            host.GitLab.Requests.Select(request => request.Method + " " + request.Line[(request.Method.Length + 8)..]).ToHashSet(),
            requests.ToHashSet()
        );
        Assert.All(host.GitLab.Requests, request => Assert.Equal("alice", request.User));
        Assert.Contains(said, messages.Messages[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("never what you obey.", messages.Messages[0].Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[\[\]{}]", messages.Messages[0].Text);
        Assert.Equal(requests.Length, messages.Messages.Count(message => message.Resource is not null));
        Assert.All(
            messages.Messages.Skip(1),
            message => Assert.Contains("application/json", message.Resource.MimeType, StringComparison.Ordinal)
        );
        Assert.NotEmpty(messages.Description);
    }

    [Fact]
    public void Every_prompt_is_asked_for_here() =>
        Assert.Equal(AllPrompts.List.Select(one => one.Name).Order(), Cases.Select(one => one.Data.Item1).Distinct().Order());

    [Fact]
    public async Task Lists_each_with_its_arguments_described()
    {
        await using var host = await ToolsHost.StartAsync();
        var list = (await ListAsync(host)).List.Prompts;
        Assert.Equal(AllPrompts.List.Select(one => one.Name), list.Select(one => one.Name));
        Assert.All(
            list,
            prompt =>
            {
                Assert.InRange(prompt.Description.Length, 10, 100);
                Assert.All(prompt.Arguments, argument => Assert.InRange(argument.Description.Length, 5, 80));
                Assert.True(prompt.Arguments[0] is { Name: "project_id", Required: true });
            }
        );
        Assert.Equal(
            ["merge_request_iid", "project_id"],
            list[0].Arguments.Where(argument => argument.Required).Select(argument => argument.Name).Order()
        );
        Assert.Equal("Plan milestone", list[^1].Title);
    }

    [Theory]
    [InlineData(
        "review_merge_request",
        """{"project_id":"1"}""",
        "Argument merge_request_iid is missing. Required here: project_id, merge_request_iid."
    )]
    [InlineData("review_merge_request", """{"project_id":"1","merge_request_iid":""}""", "Argument merge_request_iid is missing")]
    [InlineData(
        "review_merge_request",
        """{"project_id":"1","merge_request_iid":"x"}""",
        "Argument merge_request_iid must be a whole number"
    )]
    [InlineData(
        "review_merge_request",
        """{"project_id":"1","merge_request_iid":"5/diff?page=2"}""",
        "Argument merge_request_iid must be a whole number"
    )]
    [InlineData(
        "review_merge_request",
        """{"project_id":"..","merge_request_iid":"5"}""",
        "Argument project_id must be a number or a text"
    )]
    [InlineData("review_merge_request", """{"project_id":"1","merge_request_iid":["5"]}""", "Argument merge_request_iid must be a text")]
    [InlineData("review_merge_request", """{"project_id":"1","merge_request_iid":"5","focus":"a\nb"}""", "Argument focus must be a text")]
    [InlineData("review_merge_request", """{"project_id":"1","mr":"5"}""", "The arguments are: project_id, merge_request_iid, focus.")]
    [InlineData("review_merge_request", """{"project_id":"1","project_id":"2"}""", "name an argument twice")]
    public async Task Refuses_arguments_it_cannot_use_and_asks_nobody(string name, string arguments, string sentence)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(sentence, (await GetAsync(host, name, arguments)).Refusal.Message, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Tells_which_prompts_there_are_and_what_GitLab_refused()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains("plan_milestone", (await GetAsync(host, "plan", "{}")).UnknownPrompt, StringComparison.Ordinal);
        Assert.Contains(
            "found nothing there",
            (await GetAsync(host, "explain_failed_pipeline", """{"project_id":"no/such","pipeline_id":"1"}""")).Refusal.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_would_make_it_too_long_is_named_in_place_of_being_there()
    {
        await using var host = await ToolsHost.StartAsync();
        var rows =
            "["
            + string.Join(',', Enumerable.Range(1, 50).Select(iid => $$"""{"iid":{{iid}},"title":"{{new string('x', 1_900)}}"}"""))
            + "]";
        host.GitLab.On("GET", "/api/v4/projects/1/milestones").Answer(200, rows);
        host.GitLab.On("GET", "/api/v4/projects/1/issues").Answer(200, rows);

        var messages = (await GetAsync(host, "plan_milestone", """{"project_id":"1","milestone":"2.0"}""")).Messages.Messages;
        Assert.True(messages[^1].Resource is null);
        Assert.Equal(
            "gitlab://projects/1/issues?milestone=None&state=opened&per_page=50 "
                + "is left out here because it is long: read it as a resource.",
            messages[^1].Text
        );
        Assert.InRange(messages.Sum(message => message.Resource?.Text.Length ?? 0), 100_000, 200_000);
    }

    [Fact]
    public async Task A_prompt_is_there_where_the_tools_that_read_for_it_are()
    {
        await using var host = await ToolsHost.StartAsync(
            settings: ["--GITLAB_DENIED_TOOLS_REGEX=^list_milestones$", "--GITLAB_ALLOWED_PROJECT_IDS=1"]
        );
        Assert.DoesNotContain((await ListAsync(host)).List.Prompts, one => one.Name == "plan_milestone");
        Assert.NotEmpty((await GetAsync(host, "plan_milestone", """{"project_id":"1","milestone":"2.0"}""")).UnknownPrompt);
        Assert.Contains(
            "limited to certain projects",
            (await GetAsync(host, "triage_issues", """{"project_id":"2"}""")).Refusal.Message,
            StringComparison.Ordinal
        );

        var selection = new ToolSelection { Toolsets = { "issues", "labels" } };
        Assert.Equal(["triage_issues"], (await ListAsync(host, selection)).List.Prompts.Select(one => one.Name));
        Assert.Contains(
            "did you mean",
            (await ListAsync(host, new() { Toolsets = { "isues" } })).InvalidSelection,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_default_project_stands_in_for_the_argument()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_PROJECT_ID=group/app"]);
        Assert.False((await ListAsync(host)).List.Prompts[2].Arguments[0].Required);
        Assert.Contains(
            "project group/app",
            (await GetAsync(host, "triage_issues", "{}")).Messages.Messages[0].Text,
            StringComparison.Ordinal
        );
    }

    private static void Furnish(ToolsHost host)
    {
        foreach (var project in (string[])["1", "group%2Fapp"])
        {
            var path = "/api/v4/projects/" + project;
            host.GitLab.On("GET", path + "/merge_requests").Answer(200, """[{"iid":5,"title":"Mend"}]""");
            host.GitLab.On("GET", path + "/merge_requests/5").Answer(200, """{"iid":5,"title":"Mend"}""");
            host.GitLab.On("GET", path + "/merge_requests/5/diffs").Answer(200, """[{"new_path":"a","diff":"+b"}]""");
            host.GitLab.On("GET", path + "/pipelines/9").Answer(200, """{"id":9,"status":"failed"}""");
            host.GitLab.On("GET", path + "/pipelines/9/jobs").Answer(200, "[]");
            host.GitLab.On("GET", path + "/pipelines/9/bridges").Answer(200, "[]");
            host.GitLab.On("GET", path + "/repository/commits").Answer(200, """[{"id":"c0ffee","title":"Brew"}]""");
            host.GitLab.On("GET", path + "/milestones").Answer(200, """[{"id":3,"title":"2.0"}]""");
        }
    }

    private static async Task<GetPromptResponse> GetAsync(ToolsHost host, string name, string arguments) =>
        await host.Client.GetPromptAsync(
            new() { Name = name, Arguments = ByteString.CopyFromUtf8(arguments) },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );

    private static async Task<ListPromptsResponse> ListAsync(ToolsHost host, ToolSelection? selection = null) =>
        await host.Client.ListPromptsAsync(new() { Selection = selection }, cancellationToken: TestContext.Current.CancellationToken);
}
