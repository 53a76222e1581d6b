using GitLabMcp.EndToEnd.Tests.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Prompts through the whole product, in every protocol version.</summary>
public sealed class PromptTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    public static TheoryData<string> Versions => ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_of_each_version_lists_and_gets(string version)
    {
        await using var client = await shared.ConnectAsync(shared.NewUser(), version);

        var prompts = await client.ListPromptsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var triage = await client.GetPromptAsync(
            "triage_issues",
            new Dictionary<string, object?> { ["project_id"] = "group/app" },
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.NotNull(client.ServerCapabilities.Prompts);
        Assert.Contains(prompts, prompt => prompt.Name == "plan_milestone");
        Assert.NotEmpty(triage.Description ?? "");
        Assert.All(triage.Messages, message => Assert.Equal(Role.User, message.Role));
        Assert.Contains("project group/app", Assert.IsType<TextContentBlock>(triage.Messages[0].Content).Text, StringComparison.Ordinal);
        Assert.Equal(
            ["gitlab://projects/group%2Fapp/issues?state=opened&per_page=50", "gitlab://projects/group%2Fapp/labels?per_page=100"],
            triage.Messages.Skip(1).Select(message => Assert.IsType<EmbeddedResourceBlock>(message.Content).Resource.Uri)
        );
    }

    [Theory]
    [InlineData("triage", """{"project_id":"1"}""", "There is no such prompt here")]
    [InlineData("triage_issues", "{}", "Argument project_id is missing")]
    [InlineData("triage_issues", """{"project_id":"no/such"}""", "found nothing there")]
    public async Task What_cannot_be_had_is_an_error_with_a_sentence(string name, string arguments, string sentence)
    {
        await using var client = await shared.ConnectAsync(shared.NewUser(), "2025-11-25");
        var given = System
            .Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(arguments)!
            .ToDictionary(pair => pair.Key, object? (pair) => pair.Value);

        var e = await Assert.ThrowsAsync<McpProtocolException>(async () =>
            await client.GetPromptAsync(name, given, cancellationToken: TestContext.Current.CancellationToken)
        );

        Assert.Equal(McpErrorCode.InvalidParams, e.ErrorCode);
        Assert.Contains(sentence, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_in_the_header_is_the_name_in_the_body_and_a_list_says_how_long_it_may_be_kept()
    {
        using var client = shared.Client(shared.NewUser());

        var list = (await client.Rpc2026Async("prompts/list")).Result;
        var prompt = await client.Rpc2026Async(
            "prompts/get",
            "\"name\":\"triage_issues\",\"arguments\":{\"project_id\":\"group/app\"},",
            "triage_issues"
        );
        var other = await client.Rpc2026Async(
            "prompts/get",
            "\"name\":\"triage_issues\",\"arguments\":{\"project_id\":\"group/app\"},",
            "plan_milestone"
        );

        Assert.Equal(30_000, list.GetProperty("ttlMs").GetInt32());
        Assert.Equal("private", list.GetProperty("cacheScope").GetString());
        Assert.Equal("text", prompt.Result.GetProperty("messages")[0].GetProperty("content").GetProperty("type").GetString());
        Assert.Equal(-32020, other.RpcErrorCode);
    }
}
