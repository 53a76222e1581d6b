using System.Text.Json;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Asking before harm, over the whole application.</summary>
public sealed class ConsentTests
{
    private const string Merge = "\"name\":\"merge_merge_request\",\"arguments\":{\"project_id\":\"group/app\",\"merge_request_iid\":5}";
    private const string MergePath = "/api/v4/projects/group%2Fapp/merge_requests/5/merge";
    private const string Elicitation = "\"elicitation\":{}";

    [Fact]
    public async Task The_user_is_asked_and_the_repeated_call_merges_once()
    {
        await using var deployment = await StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        var asked = await AskAsync(client);
        Assert.Equal("input_required", asked.GetProperty("resultType").GetString());
        var question = asked.GetProperty("inputRequests").GetProperty("consent");
        Assert.Equal("elicitation/create", question.GetProperty("method").GetString());
        Assert.Contains(
            "projects/group/app/merge_requests/5/merge",
            question.GetProperty("params").GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(0, Merges(deployment));

        var merged = await AnswerAsync(client, asked, "accept");
        var again = await AnswerAsync(client, asked, "accept");

        Assert.Contains("merged", merged.ToolText, StringComparison.Ordinal);
        Assert.Contains("used before", again.ToolText, StringComparison.Ordinal);
        Assert.DoesNotContain("Error ModelContextProtocol", deployment.Logs.Text, StringComparison.Ordinal);
        Assert.Equal(1, Merges(deployment));
    }

    [Theory]
    [InlineData("decline")]
    [InlineData("cancel")]
    public async Task Nothing_is_done_when_the_user_does_not_agree(string answer)
    {
        await using var deployment = await StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        var answered = await AnswerAsync(client, await AskAsync(client), answer);
        Assert.True(answered.IsToolError);
        Assert.Equal("The user did not agree, so nothing was done.", answered.ToolText);
        Assert.Equal(0, Merges(deployment));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"inputResponses\":{},")]
    [InlineData("\"inputResponses\":{\"consent\":null},")]
    [InlineData("\"inputResponses\":{\"consent\":5},")]
    [InlineData("\"inputResponses\":{\"other\":{\"action\":\"accept\",\"content\":{} } },")]
    public async Task The_user_is_asked_again_when_no_answer_comes(string responses)
    {
        await using var deployment = await StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        var asked = await AskAsync(client);
        var again = (
            await client.Rpc2026Async(
                "tools/call",
                $"{Merge},\"requestState\":\"{asked.GetProperty("requestState").GetString()}\",{responses}",
                "merge_merge_request",
                capabilities: Elicitation
            )
        ).Result;
        Assert.Equal("input_required", again.GetProperty("resultType").GetString());
        Assert.Equal(0, Merges(deployment));
    }

    [Fact]
    public async Task The_consent_of_one_user_is_none_of_another()
    {
        await using var deployment = await StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        using var other = deployment.Client(deployment.NewUser());
        var answered = await AnswerAsync(other, await AskAsync(client), "accept");
        Assert.Contains("not for this call", answered.ToolText, StringComparison.Ordinal);
        Assert.Equal(0, Merges(deployment));
    }

    [Fact]
    public async Task The_consent_of_a_user_holds_for_each_of_their_tokens()
    {
        await using var deployment = await StartAsync();
        deployment.GitLab.WithUser("alice", "glpat-first-token-of-alice", "glpat-second-token-of-alice");
        using var client = deployment.Client("glpat-first-token-of-alice");
        using var other = deployment.Client("glpat-second-token-of-alice");
        var answered = await AnswerAsync(other, await AskAsync(client), "accept");
        Assert.Contains("merged", answered.ToolText, StringComparison.Ordinal);
        Assert.Equal(1, Merges(deployment));
    }

    [Fact]
    public async Task Clients_that_cannot_ask_are_not_kept_from_merging()
    {
        await using var deployment = await StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        Assert.Contains("merged", (await client.RpcAsync("tools/call", "{" + Merge + "}")).ToolText, StringComparison.Ordinal);
        Assert.Contains(
            "merged",
            (await client.Rpc2026Async("tools/call", Merge + ",", "merge_merge_request")).ToolText,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_value_of_the_preview_counts_once_over_all_replicas()
    {
        await using var deployment = await StartAsync(
            new()
            {
                Edges = 2,
                SessionsReplicas = 2,
                Redis = true,
                Settings = ["--GITLAB_CONFIRM_DESTRUCTIVE=true"],
            }
        );
        var token = deployment.NewUser();
        using var first = deployment.Client(token, edge: 0);
        using var second = deployment.Client(token, edge: 1);
        var preview = await first.CallToolAsync(
            "merge_merge_request",
            """{"project_id":"group/app","merge_request_iid":5,"dry_run":true}"""
        );
        var confirmed = $$"""
            {"project_id":"group/app","merge_request_iid":5,
              "confirm":"{{JsonElement.Parse(preview.ToolText).GetProperty("confirm").GetString()}}"}
            """;

        var answers = await Task.WhenAll(
            first.CallToolAsync("merge_merge_request", confirmed),
            second.CallToolAsync("merge_merge_request", confirmed)
        );

        Assert.Single(answers, answer => !answer.IsToolError);
        Assert.Contains("used before", answers.Single(answer => answer.IsToolError).ToolText, StringComparison.Ordinal);
        Assert.Equal(1, Merges(deployment));
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("\\u0063onfirm")]
    [InlineData("c\\u006Fnfirm")]
    public async Task A_value_of_the_preview_counts_once_however_its_argument_is_spelled(string argument)
    {
        await using var deployment = await StartAsync(new() { Settings = ["--GITLAB_CONFIRM_DESTRUCTIVE=true"] });
        using var client = deployment.Client(deployment.NewUser());
        var confirmed = $$"""{"project_id":"group/app","merge_request_iid":5,"{{argument}}":"{{await PreviewAsync(client)}}"}""";

        var first = await client.CallToolAsync("merge_merge_request", confirmed);
        var second = await client.CallToolAsync("merge_merge_request", confirmed);

        Assert.Contains("merged", first.ToolText, StringComparison.Ordinal);
        Assert.Contains("used before", second.ToolText, StringComparison.Ordinal);
        Assert.Equal(1, Merges(deployment));
    }

    [Fact]
    public async Task A_confirmation_inside_of_call_tool_counts_once_with_that_of_the_call_itself()
    {
        await using var deployment = await StartAsync(new() { Settings = ["--GITLAB_CONFIRM_DESTRUCTIVE=true"] });
        using var client = deployment.Client(deployment.NewUser());
        var confirmed = $$"""{"project_id":"group/app","merge_request_iid":5,"confirm":"{{await PreviewAsync(client)}}"}""";

        var first = await client.CallToolAsync("call_tool", $$"""{"name":"merge_merge_request","arguments":{{confirmed}}}""");
        var second = await client.CallToolAsync("merge_merge_request", confirmed);

        Assert.Contains("merged", first.ToolText, StringComparison.Ordinal);
        Assert.Contains("used before", second.ToolText, StringComparison.Ordinal);
        Assert.Equal(1, Merges(deployment));
    }

    [Fact]
    public async Task A_confirmation_that_was_sent_with_another_call_still_counts_for_its_own()
    {
        await using var deployment = await StartAsync(new() { Settings = ["--GITLAB_CONFIRM_DESTRUCTIVE=true"] });
        using var client = deployment.Client(deployment.NewUser());
        var confirm = await PreviewAsync(client);

        var other = await client.CallToolAsync(
            "merge_merge_request",
            $$"""{"project_id":"group/app","merge_request_iid":6,"confirm":"{{confirm}}"}"""
        );
        var own = await client.CallToolAsync(
            "merge_merge_request",
            $$"""{"project_id":"group/app","merge_request_iid":5,"confirm":"{{confirm}}"}"""
        );

        Assert.Contains("not for this call", other.ToolText, StringComparison.Ordinal);
        Assert.Contains("merged", own.ToolText, StringComparison.Ordinal);
        Assert.Equal(1, Merges(deployment));
    }

    [Fact]
    public async Task Nothing_is_done_while_the_store_cannot_say_whether_a_confirmation_was_used()
    {
        await using var deployment = await StartAsync(new() { Redis = true, Settings = ["--GITLAB_CONFIRM_DESTRUCTIVE=true"] });
        using var client = deployment.Client(deployment.NewUser());
        var confirm = await PreviewAsync(client);
        await deployment.Redis.KillAsync();

        var answer = await client.CallToolAsync(
            "merge_merge_request",
            $$"""{"project_id":"group/app","merge_request_iid":5,"confirm":"{{confirm}}"}"""
        );

        Assert.Contains("cannot be checked right now", answer.ToolText, StringComparison.Ordinal);
        Assert.Equal(0, Merges(deployment));
    }

    private static Task<Deployment> StartAsync() => StartAsync(new());

    private static async Task<Deployment> StartAsync(DeploymentOptions options)
    {
        var deployment = await Deployment.StartAsync(options);
        deployment.GitLab.On("PUT", MergePath).Answer(200, """{"iid":5,"state":"merged"}""");
        return deployment;
    }

    private static async Task<string?> PreviewAsync(McpHttp client)
    {
        var preview = await client.CallToolAsync(
            "merge_merge_request",
            """{"project_id":"group/app","merge_request_iid":5,"dry_run":true}"""
        );
        return JsonElement.Parse(preview.ToolText).GetProperty("confirm").GetString();
    }

    private static int Merges(Deployment deployment) => deployment.GitLab.Requests.Count(request => request.Method == "PUT");

    private static async Task<JsonElement> AskAsync(McpHttp client) =>
        (await client.Rpc2026Async("tools/call", Merge + ",", "merge_merge_request", capabilities: Elicitation)).Result;

    private static Task<Answer> AnswerAsync(McpHttp client, JsonElement asked, string action) =>
        client.Rpc2026Async(
            "tools/call",
            $$"""
            {{Merge}},"requestState":"{{asked.GetProperty("requestState").GetString()}}",
              "inputResponses":{"consent":{"action":"{{action}}","content":{} } },
            """,
            "merge_merge_request",
            capabilities: Elicitation
        );
}
