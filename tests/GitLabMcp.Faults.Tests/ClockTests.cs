using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.Hosting;
using GitLabMcp.Faults.Soak;
using GitLabMcp.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace GitLabMcp.Faults.Tests;

/// <summary>Limits of time hold under load, whatever the clock of a replica says.</summary>
public sealed class ClockTests(SharedDeployment shared) : FaultTest(shared)
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["SESSION_TIMEOUT_SECONDS"] = "2",
        ["MAX_REQUESTS_PER_MINUTE"] = "20",
        ["MAX_SESSIONS"] = "1000",
    };

    [Fact]
    public async Task F16_a_clock_that_is_an_hour_off_changes_no_timeout_and_no_limit()
    {
        var deployment = await WellAsync();
        await deployment.Redis.RestartEmptyAsync();
        await deployment.RestartAsync([deployment.Sessions[0]], Ct, Settings);
        await deployment.Sessions[1].KillAsync();
        await using var wrong = await StartAnHourAheadAsync(deployment.Sessions[1]);
        deployment.BeginHistory();
        deployment.History.Limits = deployment.History.Limits with
        {
            SessionTimeout = TimeSpan.FromSeconds(2),
            RequestsPerMinute = 20,
            MaxSessions = 1000,
        };
        using var end = new CancellationTokenSource();
        await using var load = LoadGenerator.Start(
            deployment,
            new LoadOptions
            {
                Users = 4,
                SessionsPerUser = 8,
                Rest = TimeSpan.FromSeconds(3),
            }
        );
        var sampling = LiveSessions.SampleAsync(deployment, load.Balancer, TimeSpan.FromMilliseconds(200), end.Token);

        // Both happen when the limits hold: tokens time out, and sessions have used their requests.
        await Until.TrueAsync(
            () => deployment.History.Calls.Any(call => call.Status == 401) && deployment.History.Calls.Any(call => call.Status == 429),
            "tokens time out and sessions have used their requests",
            Ct
        );
        await load.AnsweredAsync(Some, Ct);
        await end.CancelAsync();
        await sampling;
        await load.EndAsync();
        await wrong.StopAsync(new CancellationToken(canceled: true));

        AssertHolds(deployment);
        Assert.NotEmpty(deployment.History.Samples);
    }

    /// <summary>In the place of a replica, in this process, because the clock of a process is that of the machine.</summary>
    private static async Task<WebApplication> StartAnHourAheadAsync(Replica replica)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "empty")).FullName;
        var app = SessionsApp.Build(
            [
                $"--contentRoot={folder}",
                "--Kestrel:Endpoints:grpc:Protocols=Http2",
                .. replica
                    .Settings.Concat(Settings)
                    .Select(setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}"),
            ],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new HourAhead()));
                builder.Logging.ClearProviders();
            }
        );
        await app.StartAsync(Ct);
        return app;
    }

    private sealed class HourAhead : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromHours(1);
    }
}
