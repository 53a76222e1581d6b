using System.Buffers.Binary;
using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The icon of the server: docs/behaviour.md, Routes.</summary>
public sealed class ServerIconTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    private const string Initialize = """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""";

    [Fact]
    public async Task Initialize_names_a_PNG_of_48_by_48_pixels_that_this_server_serves()
    {
        using var client = shared.Client(shared.NewUser());
        var icon = (await client.RpcAsync("initialize", Initialize)).Result.GetProperty("serverInfo").GetProperty("icons")[0];
        Assert.Equal("48x48", icon.GetProperty("sizes")[0].GetString());
        Assert.Equal($"{shared.Deployment.Edge}icon.png", icon.GetProperty("src").GetString());

        using var http = new HttpClient();
        using var answer = await http.GetAsync(icon.GetProperty("src").GetString(), TestContext.Current.CancellationToken);
        var png = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(icon.GetProperty("mimeType").GetString(), answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal((48, 48), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    [Fact]
    public async Task Discover_names_the_icon_too()
    {
        using var client = shared.Client(shared.NewUser());
        var answer = await client.Rpc2026Async("server/discover");
        Assert.Contains($"\"{shared.Deployment.Edge}icon.png\"", answer.Result.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_answer_repeats_it()
    {
        using var client = shared.Client(shared.NewUser());
        var answer = await client.Rpc2026Async("tools/list");
        Assert.DoesNotContain("icon.png", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_icon_has_the_address_that_the_client_knows_this_server_by()
    {
        using var client = shared.Client(shared.NewUser());
        var answer = await client.SendAsync(
            HttpMethod.Post,
            "/mcp",
            new StringContent(
                $$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{{Initialize}}}""",
                System.Text.Encoding.UTF8,
                "application/json"
            ),
            request => request.Headers.Host = "localhost:3002"
        );
        Assert.Equal(
            "http://localhost:3002/icon.png",
            answer.Result.GetProperty("serverInfo").GetProperty("icons")[0].GetProperty("src").GetString()
        );
    }

    [Fact]
    public async Task The_address_of_another_icon_is_a_404_in_JSON()
    {
        using var client = shared.Client(token: null);
        var answer = await client.SendAsync(HttpMethod.Get, "/icons/issues.png", content: null);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("Not found", answer.Json.GetProperty("error").GetString());
    }
}
