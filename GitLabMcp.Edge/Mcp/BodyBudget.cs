namespace GitLabMcp.Edge.Mcp;

/// <summary>The bytes that all bodies under way may take together, and those from one address: docs/reliability.md, S20. A body counts
/// from its first byte until its request is answered, because its bytes are held that long.</summary>
/// <param name="total">Bytes, of all clients.</param>
/// <param name="perAddress">Bytes, of the clients of one address.</param>
internal sealed class BodyBudget(long total, long perAddress)
{
    private const long MiB = 1024 * 1024;

    private readonly Lock _lock = new();

    // An address without a body under way has no entry, so the bodies bound the number of entries.
    private readonly Dictionary<string, long> _taken = [];
    private long _all;

    /// <summary>An eighth of the memory that the process may use, but at least 64 MiB and at most 256, and a quarter of that for one
    /// address.</summary>
    public static BodyBudget OfProcess()
    {
        var bytes = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, 64 * MiB, 256 * MiB);
        return new(bytes, bytes / 4);
    }

    /// <returns>False when there is no room for so many bytes more; then none are taken.</returns>
    public bool TryTake(string address, int bytes)
    {
        lock (_lock)
        {
            var taken = _taken.GetValueOrDefault(address) + bytes;
            if (taken > perAddress || _all + bytes > total)
            {
                return false;
            }

            _taken[address] = taken;
            _all += bytes;
            return true;
        }
    }

    public void Return(string address, long bytes)
    {
        if (bytes == 0)
        {
            return;
        }

        lock (_lock)
        {
            _all -= bytes;
            if ((_taken[address] -= bytes) == 0)
            {
                _taken.Remove(address);
            }
        }
    }
}
