using System.Globalization;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.Testing;
using static GitLabMcp.GitLabTools.Tests.ConfirmationCalls;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>update_issues shows what it finds, and changes exactly that, once it is confirmed.</summary>
public sealed class IssueBatchTests
{
    private const string Issues = "/api/v4/projects/1/issues";
    private const string Close = """{"project_id":1,"labels":["old"],"state_event":"close","add_labels":["stale"]}""";
    private static readonly string CloseNow = With(Close, "dry_run", false);

    private const string Two = """
        [{"iid":5,"project_id":1,"title":"Rain","state":"opened","labels":["old"]},
        {"iid":6,"project_id":1,"title":"Snow","state":"opened","labels":["old"]}]
        """;

    [Fact]
    public async Task What_was_shown_is_changed_and_what_GitLab_refuses_is_named()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Issues).Answer(200, Two);
        var shown = JsonNode.Parse(await host.CallAsync("update_issues", Close))!;
        Assert.Equal(2, (int)shown["count"]!);
        Assert.Equal("Snow", (string?)shown["issues"]![1]!["title"]);
        host.GitLab.On("PUT", Issues + "/5").Answer(403, """{"message":"403 Forbidden"}""");
        host.GitLab.On("PUT", Issues + "/6").Answer(200, """{"iid":6}""");
        var (done, consumed) = await host.ConfirmAsync(
            "update_issues",
            With(CloseNow, "confirm", (string)shown["confirm"]!),
            ConfirmationUse.First
        );
        Assert.NotEmpty(consumed);
        var answer = JsonNode.Parse(done.Result.Text)!;
        Assert.Equal("""[{"project_id":1,"iid":6,"title":"Snow"}]""", answer["changed"]!.ToJsonString());
        Assert.Equal(5, (int)Assert.Single(answer["failed"]!.AsArray())!["iid"]!);
        Assert.Contains("403", (string?)answer["failed"]![0]!["refused"], StringComparison.Ordinal);
        Assert.Equal(
            ["""{"state_event":"close","add_labels":"stale"}""", """{"state_event":"close","add_labels":"stale"}"""],
            host.GitLab.Requests.Where(request => request.Method == "PUT").Select(request => request.Body)
        );
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Nothing_is_changed_without_a_confirmation_whatever_the_rule_is(string rule)
    {
        await using var host = await StartAsync(rule);
        host.GitLab.On("GET", Issues).Answer(200, Two);
        var refusal = await host.RefusalAsync("update_issues", CloseNow);
        Assert.Contains("must be confirmed", refusal, StringComparison.Ordinal);
        Assert.Contains("\"title\":\"Snow\"", refusal, StringComparison.Ordinal);
        var asked = await host.Client.CallToolAsync(
            new()
            {
                Name = "update_issues",
                Arguments = Google.Protobuf.ByteString.CopyFromUtf8(CloseNow),
                CanAsk = true,
            },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.Contains("Rain", asked.ConfirmationRequest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method != "GET");
    }

    [Fact]
    public async Task A_confirmation_is_for_the_issues_that_were_shown()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Issues).Answer(200, Two);
        var confirm = (string)JsonNode.Parse(await host.CallAsync("update_issues", Close))!["confirm"]!;
        host.GitLab.On("GET", Issues).Answer(200, Two.OneLine()[..^1] + """,{"iid":7,"project_id":1,"title":"Hail","state":"opened"}]""");
        var (later, consumed) = await host.ConfirmAsync("update_issues", With(CloseNow, "confirm", confirm), ConfirmationUse.First);
        Assert.Contains("not for this call", later.Result.Text, StringComparison.Ordinal);
        Assert.Empty(consumed);
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method != "GET");
    }

    [Fact]
    public async Task At_most_50_are_taken_and_those_that_would_not_change_are_left_out()
    {
        await using var host = await ToolsHost.StartAsync();
        var rows = Enumerable
            .Range(1, 60)
            .Select(iid =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"iid":{{iid}},"project_id":1,"title":"x","state":"opened","labels":[{{(iid <= 5 ? "\"stale\"" : "")}}]}"""
                )
            );
        host.GitLab.On("GET", Issues).Answer(200, $"[{string.Join(',', rows)}]");
        var shown = JsonNode.Parse(await host.CallAsync("update_issues", """{"project_id":1,"search":"x","add_labels":["stale"]}"""))!;
        Assert.Equal(50, (int)shown["count"]!);
        Assert.Equal(6, (int)shown["issues"]![0]!["iid"]!);
        Assert.Contains("more than these 50", (string?)shown["note"], StringComparison.Ordinal);
        var none = JsonNode.Parse(await host.CallAsync("update_issues", """{"project_id":1,"search":"x","state_event":"reopen"}"""))!;
        Assert.Null(none["confirm"]);
        Assert.Null(none["next"]);
        Assert.Equal(0, (int)none["count"]!);
    }

    [Fact]
    public async Task When_GitLab_takes_no_more_the_rest_is_named()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Issues).Answer(200, Two);
        var confirm = (string)JsonNode.Parse(await host.CallAsync("update_issues", Close))!["confirm"]!;
        host.GitLab.On("PUT", Issues + "/5").RateLimit(30);
        var (done, _) = await host.ConfirmAsync("update_issues", With(CloseNow, "confirm", confirm), ConfirmationUse.First);
        var answer = JsonNode.Parse(done.Result.Text)!;
        Assert.Equal(0, (int)answer["count"]!);
        Assert.Equal(5, (int)answer["failed"]![0]!["iid"]!);
        Assert.Equal(6, (int)answer["not_tried"]![0]!["iid"]!);
        Assert.Single(host.GitLab.Requests, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData("""{"project_id":1,"state_event":"close"}""", "Say which issues")]
    [InlineData("""{"project_id":1,"search":" ","labels":[],"state_event":"close"}""", "Say which issues")]
    [InlineData("""{"project_id":1,"labels":["old"]}""", "Say what to change")]
    [InlineData("""{"labels":["old"],"state_event":"close"}""", "exactly one of the arguments project_id and group_id")]
    public async Task A_call_says_which_issues_and_what_to_change(string arguments, string sentence)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(sentence, await host.RefusalAsync("update_issues", arguments), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task The_operators_limits_hold()
    {
        await using var denied = await ToolsHost.StartAsync(settings: ["--GITLAB_DENIED_TOOLS_REGEX=^update_issue$"]);
        Assert.Contains("update_issue", await denied.RefusalAsync("update_issues", Close), StringComparison.Ordinal);
        await using var limited = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        Assert.Contains(
            "give project_id",
            await limited.RefusalAsync("update_issues", """{"group_id":5,"labels":["old"],"state_event":"close"}"""),
            StringComparison.Ordinal
        );
        Assert.Empty(denied.GitLab.Requests);
        Assert.Empty(limited.GitLab.Requests);
    }

    [Fact]
    public async Task My_work_shows_nothing_that_is_limited_or_denied()
    {
        await using var host = await ToolsHost.StartAsync(
            settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1", "--GITLAB_DENIED_TOOLS_REGEX=^list_merge_requests$"]
        );
        host.GitLab.On("GET", "/api/v4/issues").Answer(200, """[{"iid":1,"project_id":1},{"iid":2,"project_id":2}]""");
        host.GitLab.On("GET", "/api/v4/todos").Answer(200, """[{"id":3,"project":{"id":1}},{"id":4,"project":{"id":2}},{"id":5}]""");
        var answer = JsonNode.Parse(await host.CallAsync("my_work"))!;
        Assert.Equal("""[{"iid":1,"project_id":1}]""", answer["issues"]!.ToJsonString());
        Assert.Equal("""[{"id":3,"project_id":1}]""", answer["todos"]!.ToJsonString());
        Assert.Null(answer["reviews"]);
        Assert.Contains("denied", (string?)answer["not_available"]!["reviews"], StringComparison.Ordinal);
    }
}
