using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.Testing;
using Grpc.Core;
using static GitLabMcp.GitLabTools.Tests.ConfirmationCalls;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Calls that do harm are confirmed where the operator or the client wants it.</summary>
public sealed class ConsentTests
{
    private const string MergePath = "/api/v4/projects/group%2Fapp/merge_requests/5/merge";

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
        var confirm = await host.PreviewAsync(Merge);
        var spelled =
            $$"""{"squash":true,"merge_request_iid":"5","sha":null,"url":"{{host.GitLab.Origin}}/group/app","confirm":"{{confirm}}"}""";

        var (response, consumed) = await host.ConfirmAsync("merge_merge_request", spelled, ConfirmationUse.First);
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
        Assert.NotEmpty((await host.ConfirmAsync("merge_merge_request", With(Merge, "confirm", confirm), ConfirmationUse.Again)).Consumed);
    }

    [Fact]
    public async Task A_call_without_a_confirmation_is_answered_the_same_over_the_rpc_for_one()
    {
        await using var host = await StartAsync("true");
        var (response, consumed) = await host.ConfirmAsync("get_project", """{"project_id":1}""", ConfirmationUse.Again);
        Assert.False(response.Result.IsError);
        Assert.Empty(consumed);

        using var empty = host.Client.CallToolWithConfirmation(ToolsHost.As(ToolsHost.Alice));
        await empty.RequestStream.CompleteAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(() => empty.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Fact]
    public async Task A_client_that_can_ask_its_user_does_and_the_model_cannot_answer_for_them()
    {
        await using var host = await StartAsync("auto");
        var asked = await host.MergeAsync(Merge, request => request.CanAsk = true);
        Assert.Equal(
            """Merge merge request? GitLab would get: PUT projects/group/app/merge_requests/5/merge {"squash":true}""",
            asked.ConfirmationRequest.Text
        );

        var preview = await host.MergeAsync(With(Merge, "dry_run", true), request => request.CanAsk = true);
        Assert.DoesNotContain("confirm", preview.Result.Text, StringComparison.Ordinal);
        var byModel = await host.MergeAsync(With(Merge, "confirm", asked.ConfirmationRequest.State), request => request.CanAsk = true);
        Assert.NotEmpty(byModel.ConfirmationRequest.Text);
        var byUser = await host.ConfirmAsync(
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
        Assert.Contains("merged", (await host.MergeAsync(Merge, request => request.CanAsk = true)).Result.Text, StringComparison.Ordinal);
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
                await host.ConfirmAsync(
                    "call_tool",
                    $$"""{"name":"merge_merge_request","arguments":{{With(Merge, "confirm", confirm)}}}""",
                    ConfirmationUse.Again
                )
            ).Consumed
        );
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
}
