using System.Runtime.CompilerServices;
using GitLabMcp.Standalone.Stdio;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.Standalone.Tests.Stdio;

public sealed class IdleCollectionTests
{
    [Fact]
    public void Collects_what_is_old_and_unused_when_the_client_has_been_quiet()
    {
        var time = new FakeTimeProvider();
        using var idle = new IdleCollection(time);
        var old = Old();

        idle.Postpone();
        time.Advance(IdleCollection.Quiet);

        Assert.False(old.IsAlive);
    }

    /// <summary>Only a full collection finds it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Old()
    {
        var old = new object();
        GC.Collect();
        GC.Collect();
        return new(old);
    }
}
