using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Resources through the whole product, in every protocol version.</summary>
public sealed class ResourceTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    public static TheoryData<string> Versions => ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_of_each_version_lists_and_reads(string version)
    {
        await using var client = await shared.ConnectAsync(shared.NewUser("reader-" + version), version);

        var resources = await client.ListResourcesAsync(cancellationToken: TestContext.Current.CancellationToken);
        var templates = await client.ListResourceTemplatesAsync(cancellationToken: TestContext.Current.CancellationToken);
        var me = await client.ReadResourceAsync("gitlab://me", cancellationToken: TestContext.Current.CancellationToken);
        var project = await client.ReadResourceAsync(
            templates.Single(template => template.Name == "project").UriTemplate,
            new Dictionary<string, object?> { ["project_id"] = "group/app" },
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.NotNull(client.ServerCapabilities.Resources);
        Assert.Equal("gitlab://me", Assert.Single(resources).Uri);
        Assert.Contains("\"username\":\"reader-" + version, Text(me), StringComparison.Ordinal);
        Assert.Contains("\"path_with_namespace\":\"group/app\"", Text(project), StringComparison.Ordinal);
        Assert.Equal("gitlab://projects/group%2Fapp", Assert.Single(project.Contents).Uri);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_of_each_version_is_told_that_nothing_has_an_address(string version)
    {
        await using var client = await shared.ConnectAsync(shared.NewUser(), version);

        var e = await Assert.ThrowsAsync<McpProtocolException>(async () =>
            await client.ReadResourceAsync("gitlab://nothing/there", cancellationToken: TestContext.Current.CancellationToken)
        );

        Assert.Equal(version == "2026-07-28" ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound, e.ErrorCode);
        Assert.Contains("Nothing has this address", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gitlab://projects/no%2Fsuch")]
    [InlineData("gitlab://projects/group%2Fapp/issues/999")]
    [InlineData("gitlab://projects/group%2Fapp/files/main/none.txt")]
    [InlineData("gitlab://projects/group%2Fapp/wikis/none")]
    [InlineData("gitlab://projects/group%2Fapp/pipelines/999/failures")]
    public async Task What_GitLab_does_not_find_is_an_address_that_nothing_has(string uri)
    {
        using var client = shared.Client(shared.NewUser());

        var older = await client.RpcAsync("resources/read", $$"""{"uri":"{{uri}}"}""");
        var modern = await client.Rpc2026Async("resources/read", $"\"uri\":\"{uri}\",", uri);

        Assert.Equal(-32002, older.RpcErrorCode);
        Assert.Equal(-32602, modern.RpcErrorCode);
        Assert.Contains(
            "found nothing there",
            older.Json.GetProperty("error").GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("resources/list", "resources")]
    [InlineData("resources/templates/list", "resourceTemplates")]
    [InlineData("tools/list", "tools")]
    public async Task Lists_say_how_long_they_may_be_kept_to_those_who_know_the_fields(string method, string member)
    {
        using var client = shared.Client(shared.NewUser());

        var modern = (await client.Rpc2026Async(method)).Result;
        var older = (await client.RpcAsync(method)).Result;

        Assert.Equal(30_000, modern.GetProperty("ttlMs").GetInt32());
        Assert.Equal("private", modern.GetProperty("cacheScope").GetString());
        Assert.Equal([member], older.EnumerateObject().Select(one => one.Name));
        Assert.Equal(modern.GetProperty(member).GetRawText(), older.GetProperty(member).GetRawText());
    }

    [Fact]
    public async Task What_is_read_is_stale_at_once_and_the_readers_own()
    {
        using var client = shared.Client(shared.NewUser());

        var modern = (await client.Rpc2026Async("resources/read", "\"uri\":\"gitlab://me\",", "gitlab://me")).Result;
        var older = (await client.RpcAsync("resources/read", """{"uri":"gitlab://me"}""")).Result;

        Assert.Equal(0, modern.GetProperty("ttlMs").GetInt32());
        Assert.Equal("private", modern.GetProperty("cacheScope").GetString());
        Assert.Equal(["contents"], older.EnumerateObject().Select(one => one.Name));
        Assert.Equal(["uri", "mimeType", "text"], older.GetProperty("contents")[0].EnumerateObject().Select(one => one.Name));
    }

    [Fact]
    public async Task A_part_of_a_file_is_told_beside_its_text_and_once_more_as_a_text()
    {
        using var client = shared.Client(shared.NewUser());
        var rows = string.Concat(Enumerable.Repeat("a,b\n", 50_000));
        shared
            .Deployment.GitLab.On("GET", "/api/v4/projects/78/repository/files/*")
            .Answer(200, $$"""{"encoding":"base64","content":"{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(rows))}}"}""");

        var contents = (
            await client.RpcAsync("resources/read", """{"uri":"gitlab://projects/78/files/main/rows.csv"}""")
        ).Result.GetProperty("contents");
        var next = contents[0].GetProperty("_meta").GetProperty("next").GetString();
        var last = (
            await client.RpcAsync("resources/read", """{"uri":"gitlab://projects/78/files/main/rows.csv?offset=199996"}""")
        ).Result.GetProperty("contents");

        Assert.Equal(2, contents.GetArrayLength());
        Assert.Equal("text/csv", contents[0].GetProperty("mimeType").GetString());
        Assert.StartsWith(contents[0].GetProperty("text").GetString()!, rows, StringComparison.Ordinal);
        Assert.Equal($"gitlab://projects/78/files/main/rows.csv?offset={contents[0].GetProperty("text").GetString()!.Length}", next);
        Assert.Equal("gitlab://projects/78/files/main/rows.csv#note", contents[1].GetProperty("uri").GetString());
        Assert.EndsWith($" of 200000. There is more: {next}", contents[1].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("a,b\n", Assert.Single(last.EnumerateArray()).GetProperty("text").GetString());
        Assert.False(last[0].GetProperty("_meta").TryGetProperty("next", out _));
    }

    [Fact]
    public async Task The_name_in_the_header_is_the_address_in_the_body()
    {
        using var client = shared.Client(shared.NewUser());

        Assert.Equal(-32020, (await client.Rpc2026Async("resources/read", "\"uri\":\"gitlab://me\",", "gitlab://projects/1")).RpcErrorCode);
        Assert.Equal(-32020, (await client.Rpc2026Async("resources/read", "\"uri\":\"gitlab://me\",")).RpcErrorCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"uri":5}""")]
    [InlineData("""{"uri":null}""")]
    [InlineData("""{"uri":["gitlab://me"]}""")]
    [InlineData("""{"uri":"\ud800"}""")]
    public async Task Parameters_of_another_form_are_the_callers_mistake(string parameters)
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.RpcAsync("resources/read", parameters);

        Assert.Equal(parameters.Contains("ud800", StringComparison.Ordinal) ? -32700 : -32602, answer.RpcErrorCode);
    }

    [Fact]
    public async Task What_GitLab_refuses_is_an_error_that_says_why_and_a_dead_token_is_not_used_again()
    {
        var token = shared.NewUser();
        using var client = shared.Client(token);
        await client.StartSessionAsync();

        var missing = await client.RpcAsync("resources/read", """{"uri":"gitlab://projects/no%2Fsuch"}""");
        shared.Deployment.GitLab.Revoke(token);
        var rejected = await client.RpcAsync("resources/read", """{"uri":"gitlab://projects/1"}""");
        var after = await client.RpcAsync("resources/read", """{"uri":"gitlab://projects/1"}""");

        Assert.Equal(-32002, missing.RpcErrorCode);
        Assert.Contains(
            "found nothing there",
            missing.Json.GetProperty("error").GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
        Assert.False(missing.Json.GetProperty("error").GetProperty("data").GetProperty("retryable").GetBoolean());
        Assert.Contains(
            "does not accept this token",
            rejected.Json.GetProperty("error").GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Unauthorized, after.Status);
    }

    [Theory]
    [InlineData("resources/read", """{"uri":"gitlab://projects/77"}""")]
    [InlineData("resources/read", """{"uri":"gitlab://projects/77","_meta":{"progressToken":1}}""")]
    [InlineData("prompts/get", """{"name":"triage_issues","arguments":{"project_id":"77"}}""")]
    [InlineData(
        "completion/complete",
        """
            {"ref":{"type":"ref/prompt","name":"triage_issues"},"argument":{"name":"labels","value":""},
              "context":{"arguments":{"project_id":"77"}}}
            """
    )]
    public async Task What_the_client_takes_back_stops_at_GitLab(string method, string parameters)
    {
        using var client = shared.Client(shared.NewUser());
        await client.StartSessionAsync();
        var stall = shared.Deployment.GitLab.On("GET", "/api/v4/projects/77*").Stall();

        var read = client.RpcAsync(method, parameters);
        await stall.Reached.WaitAsync(TestContext.Current.CancellationToken);
        await client.PostAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");

        await stall.Abandoned.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("cancelled", (await read).Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_selection_of_tools_is_one_of_resources_too()
    {
        using var client = shared.Client(shared.NewUser());
        client.Headers["X-GitLab-Toolsets"] = "labels";

        var templates = (await client.RpcAsync("resources/templates/list")).Result.GetProperty("resourceTemplates");
        var read = await client.RpcAsync("resources/read", """{"uri":"gitlab://me"}""");

        Assert.Equal(["labels"], templates.EnumerateArray().Select(template => template.GetProperty("name").GetString()));
        Assert.Equal(-32002, read.RpcErrorCode);
    }

    private static string Text(ReadResourceResult result) => Assert.IsType<TextResourceContents>(Assert.Single(result.Contents)).Text;
}
