using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Completions through the whole product, in every protocol version.</summary>
public sealed class CompletionTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    public static TheoryData<string> Versions => ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_of_each_version_is_offered_projects(string version)
    {
        await using var client = await shared.ConnectAsync(shared.NewUser(), version);

        var ofPrompt = await client.CompleteAsync(
            new PromptReference { Name = "triage_issues" },
            "project_id",
            "ap",
            cancellationToken: TestContext.Current.CancellationToken
        );
        var ofTemplate = await client.CompleteAsync(
            new ResourceTemplateReference { Uri = "gitlab://projects/{project_id}" },
            "project_id",
            "",
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.NotNull(client.ServerCapabilities.Completions);
        Assert.Equal(["group/app"], ofPrompt.Completion.Values);
        Assert.False(ofPrompt.Completion.HasMore);
        Assert.Equal(["group/app"], ofTemplate.Completion.Values);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task What_there_is_not_is_an_error_with_a_sentence(string version)
    {
        await using var client = await shared.ConnectAsync(shared.NewUser(), version);

        var e = await Assert.ThrowsAsync<McpProtocolException>(async () =>
            await client.CompleteAsync(
                new PromptReference { Name = "triage" },
                "project_id",
                "",
                cancellationToken: TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(McpErrorCode.InvalidParams, e.ErrorCode);
        Assert.Contains("no such prompt", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_already_narrows_the_search_and_a_dead_token_is_not_used_again()
    {
        const string labels = """
            {"ref":{"type":"ref/prompt","name":"triage_issues"},"argument":{"name":"labels","value":"urg"},
              "context":{"arguments":{"project_id":"7"}}}
            """;
        var token = shared.NewUser();
        using var client = shared.Client(token);
        await client.StartSessionAsync();
        shared.Deployment.GitLab.On("GET", "/api/v4/projects/7/labels").Times(1).Answer(200, """[{"id":1,"name":"urgent"}]""");

        var found = (await client.RpcAsync("completion/complete", labels)).Result.GetProperty("completion");
        shared.Deployment.GitLab.Revoke(token);
        var rejected = await client.RpcAsync("completion/complete", labels.Replace("urg", "other", StringComparison.Ordinal));
        var after = await client.RpcAsync("completion/complete", labels);

        Assert.Equal("urgent", Assert.Single(found.GetProperty("values").EnumerateArray()).GetString());
        Assert.Empty(rejected.Result.GetProperty("completion").GetProperty("values").EnumerateArray());
        Assert.Equal(HttpStatusCode.Unauthorized, after.Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"ref":null,"argument":{"name":"labels","value":""}}""")]
    [InlineData("""{"ref":{"type":"ref/prompt","name":null},"argument":{"name":"labels","value":""}}""")]
    [InlineData("""{"ref":{"type":"ref/resource","uri":null},"argument":{"name":"labels","value":""}}""")]
    [InlineData("""{"ref":{"type":"ref/prompt","name":"triage_issues"},"argument":null}""")]
    [InlineData("""{"ref":{"type":"ref/prompt","name":"triage_issues"},"argument":{"name":null,"value":""}}""")]
    [InlineData("""{"ref":{"type":"ref/prompt","name":"triage_issues"},"argument":{"name":"labels","value":null}}""")]
    [InlineData("""{"ref":{"type":"ref/prompt","name":"triage_issues"},"argument":{"name":"labels"}}""")]
    [InlineData(
        """
            {"ref":{"type":"ref/prompt","name":"triage_issues"},"argument":{"name":"labels","value":""},
              "context":{"arguments":{"project_id":null}}}
            """
    )]
    [InlineData("""{"ref":{"type":"ref/prompt","name":"triage_issues"}}""")]
    [InlineData("""{"ref":{"type":"ref/other"},"argument":{"name":"a","value":"b"}}""")]
    [InlineData("""{"ref":5,"argument":{"name":"a","value":"b"}}""")]
    [InlineData("""{"ref":{"type":"ref/prompt","name":"triage_issues"},"argument":{"name":"labels","value":5}}""")]
    public async Task Parameters_of_another_form_are_the_callers_mistake(string parameters)
    {
        using var client = shared.Client(shared.NewUser());

        Assert.Equal(-32602, (await client.RpcAsync("completion/complete", parameters)).RpcErrorCode);
    }

    [Fact]
    public async Task Without_parameters_it_is_of_another_form_too()
    {
        using var client = shared.Client(shared.NewUser());

        Assert.Equal(-32602, (await client.RpcAsync("completion/complete")).RpcErrorCode);
    }
}
