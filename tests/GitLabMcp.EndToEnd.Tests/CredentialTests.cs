using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The rules of docs/behaviour.md, Credentials.</summary>
public sealed class CredentialTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    [Fact]
    public async Task Refuses_a_missing_token_in_the_contracts_words()
    {
        using var client = shared.Client(token: null);

        var answer = await client.ListToolsAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal(
            """
            {"error":"Missing Authorization or Private-Token header",
              "message":"Remote authorization is enabled. Please provide Authorization or Private-Token header."}
            """.OneLine(),
            answer.Text
        );
        Assert.Null(answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("tiny-token", "20")]
    [InlineData("glpat-with-a-bad-character-$$", "character")]
    public async Task Refuses_a_malformed_token_with_the_broken_rule_and_without_the_token(string token, string rule)
    {
        using var client = shared.Client(token);

        var answer = await client.ListToolsAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, "Invalid GitLab token"), (answer.Status, answer.Error));
        Assert.Contains(rule, answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_two_different_credentials()
    {
        using var client = shared.Client(shared.NewUser());
        client.Headers["Private-Token"] = shared.NewUser();

        var answer = await client.ListToolsAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "Conflicting credentials"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Answers_a_conflict_of_a_2026_client_as_JSON_RPC()
    {
        using var client = shared.Client(shared.NewUser());
        client.Headers["Private-Token"] = shared.NewUser();

        var answer = await client.Rpc2026Async("tools/list");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(-32600, answer.RpcErrorCode);
    }

    [Fact]
    public async Task Says_that_GitLab_rejected_a_token_it_does_not_know()
    {
        using var client = shared.Client("glpat-nobody-knows-this-one");

        var answer = await client.ListToolsAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, "GitLab rejected the token"), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Private-Token", "")]
    public async Task Takes_the_token_from_each_header_and_acts_as_its_owner(string header, string prefix)
    {
        using var client = shared.Client(token: null);
        client.Headers[header] = prefix + shared.NewUser();

        var answer = await client.CallToolAsync("get_project", """{"project_id":"group/app"}""");

        Assert.False(answer.IsToolError, answer.Text);
    }

    /// <summary>The tokens of CI/CD jobs are JWTs. Each way that a token goes is long enough: headers, metadata, the store.</summary>
    [Theory]
    [InlineData(1_100, false)]
    [InlineData(8_192, false)]
    [InlineData(8_192, true)]
    public async Task Long_tokens_are_taken_and_kept(int length, bool redis)
    {
        await using var deployment = await Deployment.StartAsync(new() { Redis = redis });
        var token = "eyJ." + new string('a', length - 4);
        deployment.GitLab.WithUser("alice", token);
        using var client = deployment.Client(token);
        client.SessionId = await client.StartSessionAsync();
        using var idOnly = deployment.Client(token: null);
        idOnly.SessionId = client.SessionId;

        var answer = await idOnly.CallToolAsync("get_project", """{"project_id":"group/app"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.False(answer.IsToolError, answer.Text);
        Assert.Equal("Bearer " + token, deployment.GitLab.Requests[^1].Headers["authorization"]);
    }
}
