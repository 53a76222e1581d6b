using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A clock that tells when somebody waits for it. It starts at this machine's time, by which gRPC counts deadlines.</summary>
internal sealed class WatchedTime() : FakeTimeProvider(System.GetUtcNow())
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();
    private readonly Channel<TimeSpan> _ends = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        (state is CancellationTokenSource ? _ends : _waits).Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Once somebody waits for that long, it goes by.</summary>
    public async Task LetPassAsync(int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), await WaitAsync());
        Advance(TimeSpan.FromSeconds(seconds));
    }

    /// <summary>How long the next one waits, once there is one.</summary>
    public ValueTask<TimeSpan> WaitAsync() => _waits.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>How long the next call may take, once there is one.</summary>
    public ValueTask<TimeSpan> CallTimeAsync() => _ends.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
