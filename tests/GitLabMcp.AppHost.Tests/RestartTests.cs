using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GitLabMcp.Testing;

namespace GitLabMcp.AppHost.Tests;

/// <summary>What users have is still there after a restart, of all or of one process.</summary>
public sealed class RestartTests : IAsyncDisposable
{
    private readonly HomeFolder _home = new();
    private readonly string _gitlabPort = $"{FreePort.Next()}";

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task A_session_id_of_the_last_run_is_adopted_by_the_next_one()
    {
        string id;
        await using (var first = await StartAsync())
        {
            id = await InitializeAsync(first.Edge);
        }

        await using var second = await StartAsync();

        await Within.UntilAsync(() => IsTakenAsync(second.Edge, id), Within.Minutes(3));
    }

    [Fact]
    public async Task A_process_that_dies_is_named_and_started_again()
    {
        await using var app = await StartAsync();
        var id = await InitializeAsync(app.Edge);
        var dead = Children(app, "GitLabMcp.Sessions").Single();

        Process.GetProcessById(dead).Kill();
        await Within.UntilAsync(
            async () => await IsTakenAsync(app.Edge, id) && Children(app, "GitLabMcp.Sessions").Any(child => child != dead),
            Within.Minutes(3)
        );

        Assert.Matches("sessions-[a-z]+ ended unexpectedly with exit code [0-9-]+; it is started again", app.Output);
    }

    [Fact]
    public async Task A_process_that_cannot_start_is_named_and_left()
    {
        await using var app = AppHostProcess.Start(FreePort.Next(), ("HOME", _home.Path), ("MAX_SESSIONS", "many"));

        await Within.UntilAsync(
            () => Task.FromResult(app.Output.Contains("and is not started again", StringComparison.Ordinal)),
            Within.Minutes(3)
        );

        Assert.Matches("sessions-[a-z]+ ended with exit code [0-9-]+ before it was healthy", app.Output);
    }

    private Task<AppHostProcess> StartAsync() =>
        AppHostProcess.Start(FreePort.Next(), ("HOME", _home.Path), ("DEMO_PORT", _gitlabPort)).ReadyAsync(Within.Minutes(3));

    /// <summary>Processes of that program which this AppHost's orchestrator started: their environment names its Edge.</summary>
    private static IEnumerable<int> Children(AppHostProcess app, string program) =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), out _)
        where Read(folder, "cmdline").Contains(program, StringComparison.Ordinal)
        where ("\0" + Read(folder, "environ")).Contains($"\0PORT={app.Edge.BaseAddress!.Port}\0", StringComparison.Ordinal)
        where
            Read(folder, "cmdline").Contains($"{program}.dll", StringComparison.Ordinal)
            || !Read(folder, "cmdline").StartsWith("dotnet", StringComparison.Ordinal)
        select int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture);

    private static string Read(string folder, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process has just ended.
            return "";
        }
    }

    /// <summary>A machine under load may take Redis for lost for a moment, and then gives no id that lasts: asks until there is
    /// one.</summary>
    private static async Task<string> InitializeAsync(HttpClient edge)
    {
        var id = "";
        await Within.UntilAsync(
            async () =>
            {
                using var answer = await SendAsync(edge, "initialize", id: null);
                id = answer.Headers.TryGetValues("Mcp-Session-Id", out var ids) ? ids.Single() : "";
                return id.Length > 0 && await IsTakenAsync(edge, id);
            },
            Within.Minutes(3)
        );
        return id;
    }

    /// <summary>The id belongs to a session, and the answer names the same id.</summary>
    private static async Task<bool> IsTakenAsync(HttpClient edge, string id)
    {
        try
        {
            using var answer = await SendAsync(edge, "ping", id);
            return answer.StatusCode == HttpStatusCode.OK && answer.Headers.GetValues("Mcp-Session-Id").SequenceEqual([id]);
        }
        catch (TaskCanceledException)
        {
            // The request was on its way to a process that is gone.
            return false;
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient edge, string method, string? id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
        request.Headers.Authorization = new("Bearer", Application.Token);
        if (id is not null)
        {
            request.Headers.Add("Mcp-Session-Id", id);
        }

        var parameters = new JsonObject
        {
            ["protocolVersion"] = "2025-11-25",
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "tests", ["version"] = "1" },
        };
        request.Content = JsonContent.Create(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = 1,
                ["method"] = method,
                ["params"] = method == "initialize" ? parameters : new JsonObject(),
            }
        );
        return await edge.SendAsync(request, Within.Minutes(1));
    }
}
