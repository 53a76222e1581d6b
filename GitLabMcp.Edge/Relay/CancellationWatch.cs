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
            var pause = Pause;
            try
            {
                using var watch = sessions.SubscribeToCancellations(
                    new SubscribeToCancellationsRequest(),
                    cancellationToken: stoppingToken
                );
                await watch.ResponseHeadersAsync;
                pause = TimeSpan.Zero;
                await foreach (var call in watch.ResponseStream.ReadAllAsync(stoppingToken))
                {
                    inFlight.Cancel(new CallKey(call.SessionHash, call.RequestId));
                }
            }
            catch (RpcException e)
            {
                pause = Pause;

                // Sessions starts, stops or is broken, which every request notices and logs as well.
                Log.NotSubscribed(logger, e.StatusCode);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            // A replica that stops ends the subscription in good order, and another one takes it at once.
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The subscription to cancelled calls ended: {Status}")]
        public static partial void NotSubscribed(ILogger logger, StatusCode status);
    }
}
