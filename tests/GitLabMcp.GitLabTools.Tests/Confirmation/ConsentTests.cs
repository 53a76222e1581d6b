using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.Tools.Calling;
using GitLabMcp.GitLabTools.Tools.Definition;
using GitLabMcp.Testing;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ConfirmationUse = GitLabMcp.GitLabTools.Contract.ConfirmationUse;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Calls that change something are shown on request; those that do harm are confirmed where the operator or the
/// client wants it.</summary>
public sealed class ConsentTests
{
    private const string Merge = """{"project_id":"group/app","merge_request_iid":5,"squash":true}""";
    private const string MergePath = "/api/v4/projects/group%2Fapp/merge_requests/5/merge";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_dry_run_shows_what_would_be_sent_and_sends_nothing()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Equal(
            """
            {"dry_run":true,"would_send":[{"method":"PUT","path":"projects/group/app/merge_requests/5/merge",
              "body":{"squash":true}}],
              "note":"Nothing was changed. GitLab has not checked this call; what depends on its answers is not shown."}
            """.OneLine(),
            await host.CallAsync("merge_merge_request", With(Merge, "dry_run", true))
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Every_tool_that_changes_something_shows_it_without_doing_it()
    {
        await using var host = await ToolsHost.StartAsync();
        var tools = AllToolsets
            .List.SelectMany(toolset =>
                toolset.Tools.Select(tool => new BoundTool(tool, toolset.Name, defaultProject: null, ConfirmationRule.Auto))
            )
            .Where(tool =>
                tool.Tool.Access > Access.Read && tool.Tool.Constructor.GetParameters().All(parameter => parameter.Name != "DryRun")
            )
            .Select(tool => tool.Tool.Name)
            .ToHashSet();
        Assert.NotEmpty(tools);
        var wrong = new List<string>();
        foreach (var one in ToolCases.All.Where(one => tools.Contains(one.Tool)))
        {
            one.Script(host.GitLab);
            var response = await host.SendAsync(one.Tool, With(one.Arguments, "dry_run", true));
            if (host.GitLab.Requests.Any(IsWrite))
            {
                wrong.Add($"{one} wrote");
            }
            else if (response.Result.IsError || JsonNode.Parse(response.Result.Text)!["would_send"]?.AsArray() is not { Count: > 0 })
            {
                wrong.Add($"{one} showed nothing: {response.Result.Text}");
            }

            host.GitLab.BehaveAgain();
            host.GitLab.ForgetRequests();
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Only_what_does_harm_is_confirmed_and_only_when_the_operator_wants_it()
    {
        await using var careful = await StartAsync("true");
        Assert.Contains("must be confirmed here", await careful.RefusalAsync("merge_merge_request", Merge), StringComparison.Ordinal);
        Assert.Contains(
            "must be confirmed here",
            await careful.RefusalAsync("delete_label", """{"project_id":1,"label_id":"bug"}"""),
            StringComparison.Ordinal
        );
        Assert.Empty(careful.GitLab.Requests);
        await careful.CallAsync("create_label", """{"project_id":1,"name":"new","color":"#112233"}""");

        await using var usual = await ToolsHost.StartAsync();
        await usual.CallAsync("delete_label", """{"project_id":1,"label_id":"bug"}""");
    }

    [Fact]
    public async Task The_value_of_the_preview_confirms_the_same_call_however_it_is_spelled()
    {
        await using var host = await StartAsync("true");
        host.GitLab.On("PUT", MergePath).Answer(200, """{"iid":5,"state":"merged"}""");
        var confirm = await PreviewAsync(host, Merge);
        var spelled =
            $$"""{"squash":true,"merge_request_iid":"5","sha":null,"url":"{{host.GitLab.Origin}}/group/app","confirm":"{{confirm}}"}""";

        var (response, consumed) = await ConfirmAsync(host, "merge_merge_request", spelled, ConfirmationUse.First);
        Assert.NotEmpty(consumed);
        Assert.Contains("merged", response.Result.Text, StringComparison.Ordinal);
        Assert.Equal("""{"squash":true}""", Assert.Single(host.GitLab.Requests).Body);
    }

    [Fact]
    public async Task The_refusal_itself_shows_what_would_be_sent_and_how_to_confirm_it()
    {
        await using var host = await StartAsync("true");
        var refusal = await host.RefusalAsync("merge_merge_request", Merge);
        Assert.EndsWith(
            """GitLab would get: PUT projects/group/app/merge_requests/5/merge {"squash":true}""",
            refusal,
            StringComparison.Ordinal
        );
        var confirm = refusal.Split("confirm=")[1].Split(' ')[0];
        Assert.NotEmpty((await ConfirmAsync(host, "merge_merge_request", With(Merge, "confirm", confirm), ConfirmationUse.Again)).Consumed);
    }

    [Theory]
    [InlineData(true, "used before")]
    [InlineData(false, "cannot be checked right now")]
    public async Task A_confirmation_that_does_not_count_does_nothing(bool wasUsedBefore, string sentence)
    {
        var use = wasUsedBefore ? ConfirmationUse.Again : ConfirmationUse.Unknown;
        await using var host = await StartAsync("true");
        var confirmed = With(Merge, "confirm", await PreviewAsync(host, Merge));
        var (response, _) = await ConfirmAsync(host, "merge_merge_request", confirmed, use);
        Assert.True(response.Result.IsError);
        Assert.Contains(sentence, response.Result.Text, StringComparison.Ordinal);
        Assert.Equal(!wasUsedBefore, response.Result.Retryable);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Nothing_is_done_when_nobody_marks_the_confirmation_as_used()
    {
        await using var host = await StartAsync("true");
        var confirmed = With(Merge, "confirm", await PreviewAsync(host, Merge));

        // The one rpc has no way to ask for it; over the other, the caller ends its stream in place of an answer.
        var plain = await host.RefusalAsync("merge_merge_request", confirmed);
        var (silent, _) = await ConfirmAsync(host, "merge_merge_request", confirmed, use: null);

        Assert.Contains("cannot be checked right now", plain, StringComparison.Ordinal);
        Assert.Contains("cannot be checked right now", silent.Result.Text, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_confirmation_that_is_not_for_the_call_is_not_used_up()
    {
        await using var host = await StartAsync("true");
        var other = With(Merge.Replace("5", "6", StringComparison.Ordinal), "confirm", await PreviewAsync(host, Merge));
        var (response, consumed) = await ConfirmAsync(host, "merge_merge_request", other, ConfirmationUse.First);
        Assert.Contains("not for this call", response.Result.Text, StringComparison.Ordinal);
        Assert.Empty(consumed);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_call_without_a_confirmation_is_answered_the_same_over_the_rpc_for_one()
    {
        await using var host = await StartAsync("true");
        var (response, consumed) = await ConfirmAsync(host, "get_project", """{"project_id":1}""", ConfirmationUse.Again);
        Assert.False(response.Result.IsError);
        Assert.Empty(consumed);

        using var empty = host.Client.CallToolWithConfirmation(ToolsHost.As(ToolsHost.Alice));
        await empty.RequestStream.CompleteAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(() => empty.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Fact]
    public async Task A_confirmation_is_good_for_one_caller_one_tool_and_one_set_of_arguments()
    {
        await using var host = await StartAsync("true");
        var confirm = await PreviewAsync(host, Merge);
        var last = confirm[^1] == 'A' ? 'E' : 'A';
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync("merge_merge_request", With(Merge, "confirm", confirm), ToolsHost.Bob),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync("merge_merge_request", With(Merge.Replace("5", "6", StringComparison.Ordinal), "confirm", confirm)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync(
                "delete_merge_request_note",
                With("""{"project_id":"group/app","merge_request_iid":5,"note_id":1}""", "confirm", confirm)
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync("merge_merge_request", With(Merge, "confirm", confirm[..^1] + last)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync("merge_merge_request", With(Merge, "confirm", "yes")),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData('!')]
    [InlineData('é')]
    [InlineData('\0')]
    [InlineData(' ')]
    [InlineData('\ud800')]
    public async Task A_value_that_no_confirmation_looks_like_is_refused_like_any_other(char letter)
    {
        await using var host = await StartAsync("true");
        var text = new string(letter, 48);
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync("merge_merge_request", With(Merge, "confirm", text)),
            StringComparison.Ordinal
        );
        var asked = await SendAsync(host, Merge, request => (request.CanAsk, request.State) = (true, text.Replace('\ud800', '?')));
        Assert.Contains("not for this call", asked.Result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_is_good_for_five_minutes()
    {
        await using var host = await StartAsync("true");
        var confirmed = With(Merge, "confirm", await PreviewAsync(host, Merge));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.NotEmpty((await ConfirmAsync(host, "merge_merge_request", confirmed, ConfirmationUse.Again)).Consumed);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var (late, consumed) = await ConfirmAsync(host, "merge_merge_request", confirmed, ConfirmationUse.First);
        Assert.Contains("older than five minutes", late.Result.Text, StringComparison.Ordinal);
        Assert.Empty(consumed);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_client_that_can_ask_its_user_does_and_the_model_cannot_answer_for_them()
    {
        await using var host = await StartAsync("auto");
        var asked = await SendAsync(host, Merge, request => request.CanAsk = true);
        Assert.Equal(
            """Merge merge request? GitLab would get: PUT projects/group/app/merge_requests/5/merge {"squash":true}""",
            asked.ConfirmationRequest.Text
        );

        var preview = await SendAsync(host, With(Merge, "dry_run", true), request => request.CanAsk = true);
        Assert.DoesNotContain("confirm", preview.Result.Text, StringComparison.Ordinal);
        var byModel = await SendAsync(host, With(Merge, "confirm", asked.ConfirmationRequest.State), request => request.CanAsk = true);
        Assert.NotEmpty(byModel.ConfirmationRequest.Text);
        var byUser = await ConfirmAsync(
            host,
            "merge_merge_request",
            Merge,
            ConfirmationUse.Again,
            request => (request.CanAsk, request.State) = (true, asked.ConfirmationRequest.State)
        );
        Assert.NotEmpty(byUser.Consumed);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Nobody_is_asked_where_the_operator_says_so()
    {
        await using var host = await StartAsync("false");
        host.GitLab.On("PUT", MergePath).Answer(200, """{"iid":5,"state":"merged"}""");
        Assert.Contains("merged", (await SendAsync(host, Merge, request => request.CanAsk = true)).Result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_operation_of_GraphQL_is_confirmed_when_it_changes_something()
    {
        await using var host = await StartAsync("true");
        host.GitLab.On("POST", "/api/graphql#me").Answer(200, """{"data":{"currentUser":{"username":"alice"}}}""");
        Assert.Contains(
            "alice",
            await host.CallAsync("execute_graphql", """{"query":"query me { currentUser { username } }"}"""),
            StringComparison.Ordinal
        );
        var refusal = await host.RefusalAsync(
            "execute_graphql",
            """
            {"query":"mutation gone($id: NoteID!) { destroyNote(input: {id: $id}) { errors } }",
              "variables":{"id":"gid://gitlab/Note/1"}}
            """
        );
        Assert.EndsWith(
            """
            POST graphql {"mutation":["destroyNote"],
              "query":"mutation gone($id: NoteID!) { destroyNote(input: {id: $id}) { errors } }",
              "variables":{"id":"gid://gitlab/Note/1"}}
            """.OneLine(),
            refusal,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_tool_called_through_another_is_confirmed_the_same()
    {
        await using var host = await StartAsync("true");
        var refusal = await host.RefusalAsync("call_tool", $$"""{"name":"merge_merge_request","arguments":{{Merge}}}""");
        var confirm = refusal.Split("confirm=")[1].Split(' ')[0];
        Assert.NotEmpty(
            (
                await ConfirmAsync(
                    host,
                    "call_tool",
                    $$"""{"name":"merge_merge_request","arguments":{{With(Merge, "confirm", confirm)}}}""",
                    ConfirmationUse.Again
                )
            ).Consumed
        );
    }

    [Fact]
    public async Task What_GitLab_only_tries_needs_no_confirmation_and_hands_out_that_of_the_real_call()
    {
        await using var host = await StartAsync("true");
        host.GitLab.On("DELETE", "/api/v4/projects/1/environments/review_apps").Answer(200, """{"scheduled_entries":[{"id":9}]}""");
        var tried = JsonNode.Parse(await host.CallAsync("delete_review_app_environments", """{"project_id":1}"""))!;
        Assert.Equal(9, (int)tried["scheduled_entries"]![0]!["id"]!);
        await host.RefusalAsync("delete_review_app_environments", """{"project_id":1,"dry_run":false}""");
        Assert.NotEmpty(
            (
                await ConfirmAsync(
                    host,
                    "delete_review_app_environments",
                    With("""{"project_id":1,"dry_run":false}""", "confirm", (string)tried["confirm"]!),
                    ConfirmationUse.Again
                )
            ).Consumed
        );
        Assert.Contains(
            "not for this call",
            await host.RefusalAsync(
                "delete_review_app_environments",
                With("""{"project_id":1,"dry_run":false,"limit":5}""", "confirm", (string)tried["confirm"]!)
            ),
            StringComparison.Ordinal
        );
        Assert.Contains("dry_run=true", Assert.Single(host.GitLab.Requests).Query, StringComparison.Ordinal);

        await using var usual = await ToolsHost.StartAsync();
        usual.GitLab.On("DELETE", "/api/v4/projects/1/environments/review_apps").Answer(200, """{"scheduled_entries":[]}""");
        Assert.Equal("""{"scheduled_entries":[]}""", await usual.CallAsync("delete_review_app_environments", """{"project_id":1}"""));
    }

    [Fact]
    public async Task What_a_confirmation_takes_is_listed_where_it_is_needed()
    {
        await using var careful = await StartAsync("true");
        await using var usual = await ToolsHost.StartAsync();
        Assert.Contains("\"confirm\"", await SchemaAsync(careful, "merge_merge_request"), StringComparison.Ordinal);
        Assert.Contains("\"dry_run\"", await SchemaAsync(careful, "merge_merge_request"), StringComparison.Ordinal);
        Assert.DoesNotContain("dry_run", await SchemaAsync(careful, "create_label"), StringComparison.Ordinal);
        Assert.DoesNotContain("dry_run", await SchemaAsync(usual, "merge_merge_request"), StringComparison.Ordinal);
    }

    private static async Task<string> SchemaAsync(ToolsHost host, string name) =>
        (await host.ListAsync()).Single(tool => tool.Name == name).InputSchema.ToStringUtf8();

    private static bool IsWrite(RecordedRequest request) =>
        request.Method != "GET"
        && !(request.Path == "/api/graphql" && request.Json!["query"]!.GetValue<string>().StartsWith("query", StringComparison.Ordinal));

    private static string With(string arguments, string name, JsonNode value)
    {
        var json = JsonNode.Parse(arguments)!.AsObject();
        json[name] = value;
        return json.ToJsonString();
    }

    private static async Task<string> PreviewAsync(ToolsHost host, string merge) =>
        JsonNode.Parse(await host.CallAsync("merge_merge_request", With(merge, "dry_run", true)))!["confirm"]!.GetValue<string>();

    private static async Task<CallToolResponse> SendAsync(ToolsHost host, string arguments, Action<CallToolRequest> change)
    {
        var request = new CallToolRequest { Name = "merge_merge_request", Arguments = ByteString.CopyFromUtf8(arguments) };
        change(request);
        return await host.Client.CallToolAsync(
            request,
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
    }

    /// <summary>Calls as the Edge does when a call may bring a confirmation.</summary>
    /// <param name="use">What became of marking it as used; null to end the stream without an answer.</param>
    /// <returns>The outcome, and the name that was to be marked as used; empty for none.</returns>
    private static async Task<(CallToolResponse Response, string Consumed)> ConfirmAsync(
        ToolsHost host,
        string name,
        string arguments,
        ConfirmationUse? use,
        Action<CallToolRequest>? change = null
    )
    {
        var request = new CallToolRequest { Name = name, Arguments = ByteString.CopyFromUtf8(arguments) };
        change?.Invoke(request);
        var ct = TestContext.Current.CancellationToken;
        using var call = host.Client.CallToolWithConfirmation(ToolsHost.As(ToolsHost.Alice), cancellationToken: ct);
        await call.RequestStream.WriteAsync(new() { Request = request }, ct);
        var consumed = "";
        await foreach (var update in call.ResponseStream.ReadAllAsync(ct))
        {
            if (update.Response is { } response)
            {
                return (response, consumed);
            }

            if (!update.HasToConsume)
            {
                continue;
            }

            consumed = update.ToConsume;
            if (use is { } known)
            {
                await call.RequestStream.WriteAsync(new() { ConfirmationUse = known }, ct);
            }
            else
            {
                await call.RequestStream.CompleteAsync();
            }
        }

        throw new InvalidOperationException("No outcome came.");
    }

    private Task<ToolsHost> StartAsync(string rule) =>
        ToolsHost.StartAsync(
            settings: [$"--GITLAB_CONFIRM_DESTRUCTIVE={rule}"],
            configure: builder => builder.Services.AddSingleton<TimeProvider>(_time)
        );
}
