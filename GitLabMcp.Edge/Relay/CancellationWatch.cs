namespace GitLabMcp.Edge.Relay;

/// <summary>Subscribes to the cancellations that reached other replicas, as long as this process runs.</summary>
internal sealed partial class CancellationWatch(
    SessionsClient sessions,
    InFlightCalls inFlight,
    TimeProvider time,
    ILogger<CancellationWatch> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var watch = sessions.SubscribeToCancellations(
                    new SubscribeToCancellationsRequest(),
                    cancellationToken: stoppingToken
                );
                await foreach (var call in watch.ResponseStream.ReadAllAsync(stoppingToken))
                {
                    inFlight.Cancel(new CallKey(call.SessionHash, call.RequestId));
                }
            }
            catch (RpcException e)
            {
                // Sessions starts, stops or is broken, which every request notices and logs as well.
                Log.NotSubscribed(logger, e.StatusCode);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The subscription to cancelled calls ended: {Status}")]
        public static partial void NotSubscribed(ILogger logger, StatusCode status);
    }
}
