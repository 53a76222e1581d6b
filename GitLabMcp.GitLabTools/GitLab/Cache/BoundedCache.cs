using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Options;

namespace GitLabMcp.GitLabTools.GitLab.Cache;

/// <summary>Keeps values for a fixed time and up to a total size; beyond it, those that were not used for longest go first.
/// What one token may see must not be shown to another, so keys contain the <see cref="TokenDigest"/>.</summary>
internal sealed class BoundedCache<TKey, TValue> : IDisposable
    where TKey : notnull
    where TValue : class
{
    private readonly TimeSpan _duration;
    private readonly MemoryCache _entries;
    private readonly ITimer _sweep;

    /// <param name="maxSize">In the unit of the sizes that are given with the values.</param>
    /// <param name="duration">How long a value is kept after it was set.</param>
    public BoundedCache(long maxSize, TimeSpan duration, TimeProvider time)
    {
        _duration = duration;
        _entries = new(
            Options.Create(
                new MemoryCacheOptions
                {
                    SizeLimit = maxSize,
                    CompactionPercentage = 0.2,
                    Clock = new Clock(time),
                }
            )
        );

        // MemoryCache removes expired entries only when it is used, and an idle server must not keep them either.
        _sweep = TimeProvider.System.CreateTimer(_ => _entries.Compact(0), state: null, duration, duration);
    }

    public TValue? Find(TKey key) => _entries.Get<TValue>(key);

    /// <summary>A value for which there is no room is not kept.</summary>
    public void Set(TKey key, TValue value, long size) =>
        _entries.Set(key, value, new MemoryCacheEntryOptions { Size = size, AbsoluteExpirationRelativeToNow = _duration });

    public void RemoveWhere(Predicate<TKey> isRemoved)
    {
        foreach (var key in _entries.Keys)
        {
            if (isRemoved((TKey)key))
            {
                _entries.Remove(key);
            }
        }
    }

    public void Dispose()
    {
        _sweep.Dispose();
        _entries.Dispose();
    }

    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
