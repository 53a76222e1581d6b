using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The rules of docs/behaviour.md, Sessions.</summary>
public sealed class SessionTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    [Fact]
    public async Task Starts_with_initialize_and_goes_on_with_the_id_alone()
    {
        var token = shared.NewUser();
        using var client = shared.Client(token);
        var id = await client.StartSessionAsync();
        using var idOnly = shared.Client(token: null);
        idOnly.SessionId = id;

        var answer = await idOnly.CallToolAsync("get_project", """{"project_id":"group/app"}""");

        Assert.False(answer.IsToolError, answer.Text);
        Assert.Equal(id, answer.SessionId);
    }

    [Fact]
    public async Task Keeps_one_session_for_a_script_that_never_sends_an_id()
    {
        using var script = shared.Client(shared.NewUser(), accept: "*/*");

        var first = await script.ListToolsAsync();
        var second = await script.ListToolsAsync();

        Assert.NotNull(first.SessionId);
        Assert.Equal(first.SessionId, second.SessionId);
    }

    [Fact]
    public async Task Starts_another_session_with_each_initialize()
    {
        using var client = shared.Client(shared.NewUser());

        Assert.NotEqual((await client.InitializeAsync()).SessionId, (await client.InitializeAsync()).SessionId);
    }

    [Fact]
    public async Task Gives_no_id_to_clients_of_2026_and_ignores_a_stray_one()
    {
        using var client = shared.Client(shared.NewUser());
        client.SessionId = "no-such-session";

        var answer = await client.Rpc2026Async("tools/list");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Null(answer.SessionId);
        Assert.NotEmpty(answer.Result.GetProperty("tools").EnumerateArray());
    }

    [Fact]
    public async Task Answers_an_unknown_id_with_404()
    {
        using var client = shared.Client(shared.NewUser());
        client.SessionId = "no-such-session";

        var answer = await client.ListToolsAsync();

        Assert.Equal((HttpStatusCode.NotFound, "Session not found"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Ends_with_DELETE_and_stays_ended_for_the_id_alone_and_with_the_own_token()
    {
        using var client = shared.Client(shared.NewUser());
        var id = await client.StartSessionAsync();
        using var idOnly = shared.Client(token: null);
        idOnly.SessionId = id;

        var deleted = await client.DeleteAsync();

        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
        Assert.Empty(deleted.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await client.ListToolsAsync()).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await idOnly.ListToolsAsync()).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync()).Status);
    }

    [Fact]
    public async Task Says_what_a_DELETE_lacks()
    {
        using var client = shared.Client(shared.NewUser());

        var withoutId = await client.DeleteAsync();
        client.SessionId = "no-such-session";
        var unknown = await client.DeleteAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "mcp-session-id header is required"), (withoutId.Status, withoutId.Error));
        Assert.Equal((HttpStatusCode.NotFound, "Session not found"), (unknown.Status, unknown.Error));
    }

    [Fact]
    public async Task Has_nothing_to_delete_for_clients_of_2026()
    {
        using var client = shared.Client(shared.NewUser());
        client.Headers["MCP-Protocol-Version"] = "2026-07-28";

        var answer = await client.DeleteAsync();

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal("POST", answer.Header("Allow"));
    }

    [Fact]
    public async Task Belongs_to_one_principal_for_life()
    {
        // A token of another user is refused like an unknown id (docs/reliability.md, S1).
        using var alice = shared.Client(shared.NewUser());
        var id = await alice.StartSessionAsync();
        using var bob = shared.Client(shared.NewUser());
        bob.SessionId = id;

        var refused = await bob.ListToolsAsync();
        var deleted = await bob.DeleteAsync();
        var next = await alice.ListToolsAsync();

        Assert.Equal((HttpStatusCode.NotFound, "Session not found"), (refused.Status, refused.Error));
        Assert.Equal(HttpStatusCode.NotFound, deleted.Status);
        Assert.Equal(HttpStatusCode.OK, next.Status);
    }

    [Fact]
    public async Task Accepts_notifications_with_202_and_no_body()
    {
        using var client = shared.Client(shared.NewUser());
        await client.StartSessionAsync();

        var answer = await client.NotifyAsync("notifications/initialized");

        Assert.Equal((HttpStatusCode.Accepted, ""), (answer.Status, answer.Text));
    }
}
