using Grpc.Core;
using Grpc.Health.V1;

namespace GitLabMcp.ServiceDefaults.Internal.Replicas;

/// <summary>One replica of a service. It keeps a connection and listens on it to what the replica says of itself, by gRPC's health
/// protocol; after a loss it connects again, with pauses that grow.</summary>
internal sealed partial class Replica : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>A connection that is replaced stays open for so long, because a call may have chosen it and not begun yet.</summary>
    private static readonly TimeSpan TimeToBegin = TimeSpan.FromSeconds(5);

    /// <summary>A connection that lived this long ends the growing of the pauses.</summary>
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(10);

    private readonly InternalCredential.Sender _sender;
    private readonly TimeSpan _lifetime;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _run;

    private volatile ReplicaConnection _connection;

    /// <param name="lifetime">A connection through a balancer is made anew after this time, so that a replica that starts later gets
    /// its share of the calls; infinite for others.</param>
    public Replica(ReplicaAddress address, InternalCredential.Sender sender, TimeSpan lifetime, ILogger logger)
    {
        Address = address;
        _sender = sender;
        _lifetime = lifetime;
        _logger = logger;
        _connection = new ReplicaConnection(address, sender, Condition.Unknown);
        _run = RunAsync();
    }

    public ReplicaAddress Address { get; }

    public ReplicaConnection Connection => _connection;

    /// <summary>Ends with the calls that are in flight.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run;
        _connection.Dispose();
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        var pause = ShortestPause;
        while (!_end.IsCancellationRequested)
        {
            var began = TimeProvider.System.GetTimestamp();
            var isRenewal = await ListenAsync(_connection);
            var old = _connection;
            if (_end.IsCancellationRequested)
            {
                return;
            }

            _connection = new ReplicaConnection(Address, _sender, isRenewal ? Condition.Unknown : Condition.Lost);
            _ = RetireAsync(old);
            if (isRenewal)
            {
                continue;
            }

            pause = TimeProvider.System.GetElapsedTime(began) > Trusted ? ShortestPause : Min(pause * 2, LongestPause);
            await Task.Delay(pause, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RetireAsync(ReplicaConnection old)
    {
        await Task.Delay(TimeToBegin, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        old.Dispose();
    }

    /// <returns>Whether the time of the connection is over; false when it is lost.</returns>
    private async Task<bool> ListenAsync(ReplicaConnection connection)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, connection.Lost);
        end.CancelAfter(_lifetime);
        try
        {
            using var watch = connection.Health.Watch(new HealthCheckRequest(), cancellationToken: end.Token);
            await foreach (var word in watch.ResponseStream.ReadAllAsync(end.Token))
            {
                connection.Hear(word.Status == HealthCheckResponse.Types.ServingStatus.Serving);
            }

            // A replica that stops ends the stream when it takes no more calls.
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unimplemented)
        {
            // A version without the health protocol: it serves as long as the connection lives.
            connection.Hear(isServing: true);
            await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException)
        {
            Log.Lost(_logger, Address.Uri.Authority, e);
        }

        var isOver = end.IsCancellationRequested && !connection.Lost.IsCancellationRequested;
        if (!isOver)
        {
            connection.Lose();
        }

        return isOver;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The connection to {Replica} ended")]
        public static partial void Lost(ILogger logger, string replica, Exception cause);
    }
}
