using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace GitLabMcp.ServiceDefaults;

/// <summary>Sends what is left of the telemetry when the service stops, for at most one second. Without it each of the three
/// providers waits five seconds, one after the other, for a collector that may be gone.</summary>
internal sealed class TelemetryFlush(IServiceProvider services) : IHostedLifecycleService
{
    private const int TimeoutMilliseconds = 1000;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After a shutdown the disposal of a provider has nothing left to send, and so does not wait again. The token is not
    /// heeded: it is cancelled when calls in flight took all the time there was, and what they left is sent all the same.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Task.Run(() => services.GetService<TracerProvider>()?.Shutdown(TimeoutMilliseconds), CancellationToken.None),
            Task.Run(() => services.GetService<MeterProvider>()?.Shutdown(TimeoutMilliseconds), CancellationToken.None),
            Task.Run(() => services.GetService<LoggerProvider>()?.Shutdown(TimeoutMilliseconds), CancellationToken.None)
        );
}
