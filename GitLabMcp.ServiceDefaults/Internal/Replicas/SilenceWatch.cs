using Grpc.Core;
using Grpc.Health.V1;

namespace GitLabMcp.ServiceDefaults.Internal.Replicas;

/// <summary>Notices a process that hangs. A replica that has calls in flight and begins no answer is asked whether it lives. Without a
/// word for a moment it gets no further calls. Without a word for long its connection is dropped, so that the calls in flight
/// end, but only when another replica answered the same question meanwhile: where all are silent, this process or the machine is slow.
/// A slow GitLab is no hang, because the process answers the question.</summary>
/// <remarks>The pings of HTTP/2 are no replacement. .NET sends none on a connection that has all the calls it may have
/// (github.com/dotnet/runtime/issues/120179), and they leave no time between suspicion and the end of the calls.</remarks>
internal sealed class SilenceWatch : IAsyncDisposable
{
    private const int TicksUntilSuspect = 3;
    private const int TicksUntilDropped = 12;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Func<IReadOnlyList<Replica>> _replicas;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _run;

    private Dictionary<ReplicaConnection, Silence> _silences = [];

    public SilenceWatch(Func<IReadOnlyList<Replica>> replicas)
    {
        _replicas = replicas;
        _run = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run;
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        var last = TimeProvider.System.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                // A tick that comes late shows that this process was not served itself, so it proves nothing of others.
                var isLate = TimeProvider.System.GetElapsedTime(last) > 2 * Interval;
                last = TimeProvider.System.GetTimestamp();
                if (!isLate)
                {
                    Look([.. _replicas().Select(replica => replica.Connection)]);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private void Look(ReplicaConnection[] connections)
    {
        var silences = new Dictionary<ReplicaConnection, Silence>();
        foreach (var connection in connections)
        {
            if (connection.InFlight == 0 || connection.Lost.IsCancellationRequested)
            {
                continue;
            }

            var answers = connection.Answers;
            if (!_silences.TryGetValue(connection, out var silence) || silence.Answers != answers || silence.Probe is { IsOver: true })
            {
                connection.Suspect(false);
                silences[connection] = new Silence(answers, Ticks: 0, Probe: null, Witness: null);
                continue;
            }

            silence = silence with { Ticks = silence.Ticks + 1, Probe = silence.Probe ?? Ask(connection) };
            if (silence.Ticks >= TicksUntilSuspect)
            {
                connection.Suspect(true);
                silence = silence with { Witness = silence.Witness ?? AskOther(connection, connections) };
            }

            silences[connection] = silence;
            if (silence is { Ticks: >= TicksUntilDropped, Witness.IsAnswered: true })
            {
                connection.Drop();
            }
        }

        _silences = silences;
    }

    private Question? AskOther(ReplicaConnection connection, ReplicaConnection[] connections) =>
        connections.FirstOrDefault(other => other != connection && other.Condition == Condition.Serving) is { } other ? Ask(other) : null;

    private Question Ask(ReplicaConnection connection)
    {
        var question = new Question();
        _ = AskAsync(connection, question);
        return question;
    }

    /// <summary>Any answer shows that the process lives. A connection that broke is noticed by whoever listens on it.</summary>
    private async Task AskAsync(ReplicaConnection connection, Question question)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, connection.Lost);
        try
        {
            await connection.Health.CheckAsync(new HealthCheckRequest(), cancellationToken: either.Token);
            question.IsAnswered = true;
        }
        catch (RpcException e)
        {
            question.IsAnswered = e.StatusCode == StatusCode.Unimplemented;
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The connection is lost.
        }

        question.IsOver = true;
    }

    private sealed class Question
    {
        private volatile bool _isAnswered;
        private volatile bool _isOver;

        public bool IsAnswered
        {
            get => _isAnswered;
            set => _isAnswered = value;
        }

        public bool IsOver
        {
            get => _isOver;
            set => _isOver = value;
        }
    }

    /// <param name="Answers">How many answers had begun when the silence was noticed.</param>
    /// <param name="Ticks">How long it has lasted.</param>
    /// <param name="Probe">The question to the silent replica.</param>
    /// <param name="Witness">The same question to another one.</param>
    private readonly record struct Silence(int Answers, int Ticks, Question? Probe, Question? Witness);
}
