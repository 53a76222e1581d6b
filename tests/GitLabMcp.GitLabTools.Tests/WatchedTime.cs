using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A clock that tells when somebody waits for it.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Once somebody waits for that long, it goes by.</summary>
    public async Task LetPassAsync(int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), await _waits.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Advance(TimeSpan.FromSeconds(seconds));
    }
}
