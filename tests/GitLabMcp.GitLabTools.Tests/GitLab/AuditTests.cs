using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GitLab.Http;
using GitLabMcp.ServiceDefaults.Audit;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Each write leaves one intent and one outcome (docs/reliability.md, S19). EachToolTests hold it for every tool.</summary>
public sealed class AuditTests
{
    private const string Canary = "CANARY\n{\"event.name\":\"forged\"}";
    private const string NewIssue = """{"project_id":"group/app","title":"x"}""";
    private const string Issues = "/api/v4/projects/group%2Fapp/issues";

    private static readonly string[] Known =
    [
        "time",
        "event.name",
        "gitlab_mcp.write.id",
        "enduser.pseudo.id",
        "gitlab_mcp.session.hash",
        "gen_ai.tool.name",
        "gitlab_mcp.instance",
        "gitlab_mcp.project",
        "gitlab_mcp.resource",
        "gitlab_mcp.resource.id",
        "http.request.method",
        "http.response.status_code",
        "url.template",
        "trace_id",
        "gitlab_mcp.outcome",
        "gitlab_mcp.gitlab.request_id",
    ];

    [Fact]
    public async Task A_record_says_who_did_what_where_and_how_it_ended()
    {
        using var audit = new AuditRecords();
        await using var host = await ToolsHost.StartAsync(settings: AuditRecords.Settings, configure: audit.Capture);
        host.GitLab.On("POST", Issues).Answer(201, """{"id":90,"iid":7,"title":"x"}""", ("X-Request-Id", "01HREQUEST"));
        var metadata = ToolsHost.As(ToolsHost.Alice);
        metadata.Add(CredentialMetadata.Principal, "hash-of-alice");
        metadata.Add(CredentialMetadata.SessionHash, "hash-of-her-session");

        await host.SendAsync("create_issue", NewIssue, metadata: metadata);

        var intent = AuditRecords.Json(Assert.Single(audit.Intents));
        var outcome = AuditRecords.Json(Assert.Single(audit.Outcomes));
        Assert.Equal("hash-of-alice", (string?)intent["enduser.pseudo.id"]);
        Assert.Equal("hash-of-her-session", (string?)intent["gitlab_mcp.session.hash"]);
        Assert.Equal("create_issue", (string?)intent["gen_ai.tool.name"]);
        Assert.Equal("group/app", (string?)intent["gitlab_mcp.project"]);
        Assert.Equal("projects/group%2Fapp/issues", (string?)intent["gitlab_mcp.resource"]);
        Assert.Equal("POST", (string?)intent["http.request.method"]);
        Assert.False(intent.ContainsKey("gitlab_mcp.outcome"));
        Assert.Equal("done", (string?)outcome["gitlab_mcp.outcome"]);
        Assert.Equal(201, (int?)outcome["http.response.status_code"]);
        Assert.Equal("01HREQUEST", (string?)outcome["gitlab_mcp.gitlab.request_id"]);
        Assert.Equal("7", (string?)outcome["gitlab_mcp.resource.id"]);
        Assert.All(
            intent.Where(one => one.Key is not ("time" or "event.name")),
            one => Assert.Equal((string?)one.Value, (string?)outcome[one.Key])
        );
        Assert.Equal(TimeSpan.Zero, DateTimeOffset.Parse((string)outcome["time"]!, null).Offset);
    }

    [Theory]
    [InlineData("refused", 403)]
    [InlineData("refused", 404)]
    [InlineData("refused", 429)]
    [InlineData("refused", 503)]
    [InlineData("unknown", 500)]
    [InlineData("unknown", 502)]
    public async Task A_status_of_failure_is_recorded_as_the_caller_is_told(string outcome, int status)
    {
        using var audit = new AuditRecords();
        await using var host = await ToolsHost.StartAsync(settings: AuditRecords.Settings, configure: audit.Capture);
        host.GitLab.On("POST", Issues).Answer(status, """{"message":"no"}""");
        var sentence = await host.RefusalAsync("create_issue", NewIssue);

        var record = Assert.Single(audit.Outcomes);
        Assert.Equal(outcome, AuditRecords.Value(record, "gitlab_mcp.outcome"));
        Assert.Equal(status, AuditRecords.Value(record, "http.response.status_code"));
        Assert.Equal(outcome == "unknown", sentence.Contains("It is unknown whether the change was made", StringComparison.Ordinal));
        Assert.Single(audit.Intents);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_unknown()
    {
        using var audit = new AuditRecords();
        await using var host = await ToolsHost.StartAsync(settings: AuditRecords.Settings, configure: audit.Capture);
        host.GitLab.On("POST", Issues).Reset();
        await host.RefusalAsync("create_issue", NewIssue);
        Assert.Equal("unknown", AuditRecords.Value(Assert.Single(audit.Outcomes), "gitlab_mcp.outcome"));
    }

    [Fact]
    public async Task A_write_that_finds_no_GitLab_was_not_sent_and_is_recorded_once()
    {
        using var audit = new AuditRecords();
        await using var host = await ToolsHost.StartAsync(
            settings: [.. AuditRecords.Settings, $"--GITLAB_API_URL=http://127.0.0.1:{FreePort.Next()}/api/v4"],
            configure: audit.Capture
        );
        await host.RefusalAsync("create_issue", NewIssue);
        Assert.Equal("not_sent", AuditRecords.Value(Assert.Single(audit.Outcomes), "gitlab_mcp.outcome"));
        Assert.Single(audit.Intents);
    }

    [Theory]
    [InlineData("""{"data":{"a":{"errors":["no"]}}}""")]
    [InlineData("""{"data":{"a":null},"errors":[{"message":"no"}]}""")]
    public async Task A_mutation_that_GraphQL_refuses_with_status_200_is_refused(string answer)
    {
        using var audit = new AuditRecords();
        await using var host = await ToolsHost.StartAsync(settings: AuditRecords.Settings, configure: audit.Capture);
        host.GitLab.On("POST", "/api/graphql*").Answer(200, answer);
        await host.SendAsync("execute_graphql", """{"query":"mutation glpatCANARY { a: awardEmojiToggle(input: {}) { errors } }"}""");
        var record = Assert.Single(audit.Outcomes);
        Assert.Equal("refused", AuditRecords.Value(record, "gitlab_mcp.outcome"));
        Assert.DoesNotContain("CANARY", record.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list_issues", """{"project_id":"group/app"}""")]
    [InlineData("execute_graphql", """{"query":"query { currentUser { username } }"}""")]
    [InlineData("validate_ci_lint", """{"project_id":1,"content":"a: b"}""")]
    [InlineData("create_issue", """{"project_id":"group/app","title":"x","dry_run":true}""")]
    [InlineData("delete_issue", """{"project_id":"group/app","issue_iid":1,"dry_run":true}""")]
    public async Task Reads_and_dry_runs_leave_no_record(string tool, string arguments)
    {
        using var audit = new AuditRecords();
        await using var host = await ToolsHost.StartAsync(settings: AuditRecords.Settings, configure: audit.Capture);
        await host.SendAsync(tool, arguments);
        Assert.Empty(audit.All);
    }

    [Theory]
    [InlineData("create_issue", """{"project_id":1,"title":"CANARY","description":"CANARY","labels":["CANARY"]}""")]
    [InlineData("create_note", """{"project_id":1,"noteable_type":"issue","noteable_iid":1,"body":"CANARY"}""")]
    [InlineData("create_project_variable", """{"project_id":1,"key":"A","value":"CANARY"}""")]
    [InlineData("create_webhook", """{"project_id":1,"url":"https://CANARY.example/?x=CANARY","token":"CANARY"}""")]
    [InlineData(
        "create_or_update_file",
        """{"project_id":1,"file_path":"a.md","branch":"main","content":"CANARY","commit_message":"CANARY"}"""
    )]
    [InlineData("create_work_item", """{"project_id":"group/app","title":"CANARY","description":"CANARY"}""")]
    [InlineData(
        "execute_graphql",
        """{"query":"mutation ($a: String!) { createNote(input: {body: $a, noteableId: \"1\"}) { errors } }","variables":{"a":"CANARY"}}"""
    )]
    [InlineData("delete_label", """{"project_id":1,"label_id":7}""")]
    public async Task A_record_has_no_other_arguments(string tool, string arguments)
    {
        using var audit = new AuditRecords();
        await using var host = await ToolsHost.StartAsync(settings: AuditRecords.Settings, configure: audit.Capture);
        host.GitLab.On("POST", "/api/graphql*").Answer(200, """{"data":{"a":{"errors":[]}}}""");
        await host.SendAsync(tool, arguments);
        Assert.All(audit.All, record => Assert.DoesNotContain("CANARY", record.ToString(), StringComparison.Ordinal));
        Assert.All(audit.All, record => Assert.All(AuditRecords.Json(record), one => Assert.Contains(one.Key, Known)));
    }

    [Fact]
    public void Text_in_a_record_cannot_begin_another_line()
    {
        var line = new AuditRecord("event", DateTimeOffset.UnixEpoch, ("a", Canary), ("b", null), ("c", "\u2028\r")).ToString();
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain('\r', line);
        Assert.DoesNotContain('\u2028', line);
        var json = JsonNode.Parse(line)!.AsObject();
        Assert.Equal(Canary, (string?)json["a"]);
        Assert.Equal("event", (string?)json["event.name"]);
        Assert.False(json.ContainsKey("b"));
    }

    [Fact]
    public async Task A_file_that_was_moved_away_is_begun_again()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "audit.jsonl");
        await using var host = await ToolsHost.StartAsync(settings: [$"--AUDIT_LOG={path}"]);
        await host.CallAsync("create_issue", """{"project_id":1,"title":"x"}""");
        File.Move(path, path + ".1");
        await host.CallAsync("create_issue", """{"project_id":1,"title":"x"}""");

        Assert.Equal(2, (await ReadAsync(path + ".1")).Count);
        Assert.Equal(["gitlab_mcp.audit.write.intent", "gitlab_mcp.audit.write.outcome"], await ReadAsync(path));
    }

    [Fact]
    public async Task Nothing_is_sent_when_its_record_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "audit.jsonl");
        await using var host = await ToolsHost.StartAsync(settings: [$"--AUDIT_LOG={path}"]);
        File.Delete(path);
        Directory.CreateDirectory(path);
        Assert.Contains("nothing was sent", await host.RefusalAsync("create_issue", NewIssue), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
        await host.CallAsync("list_issues", """{"project_id":1}""");
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<InvalidSettingException>(() =>
            ToolsHost.StartAsync(settings: ["--AUDIT_LOG=/no/such/folder/a"])
        );
        Assert.StartsWith("AUDIT_LOG=/no/such/folder/a is not valid: expected stdout, or a file", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever a tool says of itself: without a record nothing is changed.</summary>
    [Fact]
    public async Task A_call_that_only_reads_cannot_send_a_write()
    {
        await using var host = await ToolsHost.StartAsync();
        var instance = host.Services.GetRequiredService<GitLabInstances>().Default;
        var gitlab = new CallerGitLab(
            host.Services.GetRequiredService<GitLabClient>(),
            GitLabUser.Of(instance, new(CredentialKind.Bearer, new(ToolsHost.Alice)), principal: null, sessionHash: null),
            new CallProgress(),
            TimeProvider.System
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            gitlab.PostAsync($"projects/{new Id("1")}/issues", () => new ByteArrayContent([]), TestContext.Current.CancellationToken)
        );
        Assert.Empty(host.GitLab.Requests);
    }

    /// <summary>The intent alone says that nobody knows whether the write was made.</summary>
    [Fact]
    public async Task A_process_that_is_killed_leaves_the_intent()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "audit.jsonl");
        await using var gitlab = await ToolsHost.World().StartAsync();
        await using var process = await ToolsProcess.StartAsync(gitlab, $"--AUDIT_LOG={path}");
        var write = gitlab.On("POST", Issues).Stall(201);
        var call = process.Client.CallToolAsync(
            new() { Name = "create_issue", Arguments = Google.Protobuf.ByteString.CopyFromUtf8(NewIssue) },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        await write.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        process.Kill();

        await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => call.ResponseAsync);
        Assert.Equal([AuditRecords.Intent], await ReadAsync(path));
    }

    private static async Task<List<string>> ReadAsync(string path) =>
        [
            .. (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Select(line =>
                (string)JsonNode.Parse(line)!["event.name"]!
            ),
        ];
}
