using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using GitLabMcp.Testing;

namespace GitLabMcp.AppHost.Tests;

public sealed class StartAndStopTests
{
    [Fact]
    public async Task A_setting_that_cannot_be_used_ends_the_service_that_uses_it()
    {
        await using var app = await Application.BuildAsync("--MAX_SESSIONS=many", Application.NoCleanup);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Within.Minutes(3));
        var start = app.StartAsync(end.Token);

        var state = await app.ResourceNotifications.WaitForResourceAsync("sessions", KnownResourceStates.TerminalStates, Within.Minutes(3));

        // The start itself waits for ever, because the Edge waits for Sessions.
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Contains(state, KnownResourceStates.TerminalStates);
    }

    [Fact]
    public async Task Nothing_answers_after_a_stop()
    {
        var app = await Application.BuildAsync("--DEMO=true");
        await app.StartAsync(Within.Minutes(3));
        await app.ResourceNotifications.WaitForResourceHealthyAsync("edge", Within.Minutes(3));
        int[] ports =
        [
            app.GetEndpoint("edge").Port,
            app.GetEndpoint("sessions", "grpc").Port,
            app.GetEndpoint("gitlab-tools", "health").Port,
            app.GetEndpoint("gitlab").Port,
        ];

        await app.StopAsync(Within.Minutes(3));
        await app.DisposeAsync();

        await Task.WhenAll(ports.Select(port => IsClosedAsync(port, Within.Minutes(3))));
    }

    [Fact]
    public async Task A_killed_apphost_leaves_nothing_behind_and_a_new_one_takes_its_port()
    {
        var port = FreePort.Next();
        await using (var first = await AppHostProcess.Start(port).ReadyAsync(Within.Minutes(3)))
        {
            await first.KillAsync(Within.Minutes(3));
        }

        await IsClosedAsync(port, Within.Minutes(3));
        await using var second = await AppHostProcess.Start(port).ReadyAsync(Within.Minutes(3));
        await second.KillAsync(Within.Minutes(3));
        await IsClosedAsync(port, Within.Minutes(3));
    }

    private static Task IsClosedAsync(int port, CancellationToken ct) =>
        Within.UntilAsync(
            async () =>
            {
                using var client = new TcpClient();
                try
                {
                    await client.ConnectAsync(IPAddress.Loopback, port, ct);
                    return false;
                }
                catch (SocketException)
                {
                    return true;
                }
            },
            ct
        );
}
