namespace GitLabMcp.ServiceDefaults.Limits;

/// <summary>The bytes that all messages under way may take together, and those of one owner (docs/reliability.md, S20 and S23). Bytes
/// are taken before there is memory for them, and given back when that memory is no longer held.</summary>
/// <param name="total">Bytes, of all owners.</param>
/// <param name="perOwner">Bytes, of each owner.</param>
public sealed class ByteBudget<TOwner>(long total, long perOwner)
    where TOwner : notnull
{
    private readonly Lock _lock = new();

    // An owner without bytes has no entry, so what is under way bounds the number of entries.
    private readonly Dictionary<TOwner, long> _taken = [];
    private long _all;

    public long PerOwner => perOwner;

    /// <returns>False when there is no room for so many bytes more; then none are taken.</returns>
    public bool TryTake(TOwner owner, long bytes)
    {
        lock (_lock)
        {
            var taken = _taken.GetValueOrDefault(owner) + bytes;
            if (taken > perOwner || _all + bytes > total)
            {
                return false;
            }

            _taken[owner] = taken;
            _all += bytes;
            return true;
        }
    }

    public void Return(TOwner owner, long bytes)
    {
        if (bytes == 0)
        {
            return;
        }

        lock (_lock)
        {
            _all -= bytes;
            if ((_taken[owner] -= bytes) == 0)
            {
                _taken.Remove(owner);
            }
        }
    }
}

public static class ByteBudget
{
    /// <summary>A part of the memory that the process may use, and a quarter of that part for one owner.</summary>
    /// <param name="divisor">8 for an eighth of the memory.</param>
    /// <param name="min">Bytes; the part is at least this large.</param>
    /// <param name="max">Bytes; the part is at most this large.</param>
    public static ByteBudget<TOwner> OfProcess<TOwner>(int divisor, long min, long max)
        where TOwner : notnull
    {
        var bytes = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / divisor, min, max);
        return new(bytes, bytes / 4);
    }
}
