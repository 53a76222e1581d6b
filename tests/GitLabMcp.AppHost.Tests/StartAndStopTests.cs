using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace GitLabMcp.AppHost.Tests;

public sealed class StartAndStopTests
{
    private static CancellationToken Timeout =>
        CancellationTokenSource
            .CreateLinkedTokenSource(TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token)
            .Token;

    [Fact]
    public async Task A_setting_that_cannot_be_used_ends_the_service_that_uses_it()
    {
        await using var app = await Application.BuildAsync("--MAX_SESSIONS=many", Application.NoCleanup);
        await app.StartAsync(Timeout);

        var state = await app.ResourceNotifications.WaitForResourceAsync("sessions", KnownResourceStates.TerminalStates, Timeout);

        Assert.Contains(state, KnownResourceStates.TerminalStates);
    }

    [Fact]
    public async Task Nothing_answers_after_a_stop()
    {
        var app = await Application.BuildAsync("--DEMO=true");
        await app.StartAsync(Timeout);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("edge", Timeout);
        int[] ports =
        [
            app.GetEndpoint("edge").Port,
            app.GetEndpoint("sessions", "grpc").Port,
            app.GetEndpoint("gitlab-tools", "health").Port,
            app.GetEndpoint("gitlab").Port,
        ];

        await app.StopAsync(Timeout);
        await app.DisposeAsync();

        await Task.WhenAll(ports.Select(port => IsClosedAsync(port, Timeout)));
    }

    [Fact]
    public async Task A_killed_apphost_leaves_nothing_behind_and_a_new_one_takes_its_port()
    {
        var port = FreePort();
        using (var killed = await StartAppHostAsync(port))
        {
            killed.Kill();
            await killed.WaitForExitAsync(Timeout);
        }

        await IsClosedAsync(port, Timeout);
        using var second = await StartAppHostAsync(port);
        second.Kill();
        await second.WaitForExitAsync(Timeout);
        await IsClosedAsync(port, Timeout);
    }

    /// <summary>The AppHost as a process of its own, with an Edge that is ready.</summary>
    private static async Task<Process> StartAppHostAsync(int port)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Projects.GitLabMcp_AppHost).Assembly.Location]);
        start.Environment["DEMO"] = "true";
        start.Environment["PORT"] = $"{port}";
        start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{FreePort()}";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        start.Environment["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "true";
        var process = Process.Start(start)!;
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}"), Timeout = TimeSpan.FromSeconds(2) };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await IsReadyAsync(http))
        {
            Assert.False(process.HasExited, "The AppHost ended before the Edge was ready.");
            await timer.WaitForNextTickAsync(Timeout);
        }

        return process;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/ready", Timeout);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static async Task IsClosedAsync(int port, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        do
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            }
            catch (SocketException)
            {
                return;
            }
        } while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
