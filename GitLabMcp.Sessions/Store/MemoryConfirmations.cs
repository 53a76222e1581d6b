namespace GitLabMcp.Sessions.Store;

/// <summary>Confirmations that were used: each counts once.</summary>
internal sealed class MemoryConfirmations
{
    private readonly Dictionary<string, long> _consumed = [];

    /// <returns>False when it was used before.</returns>
    public bool Consume(string name, long now) => _consumed.TryAdd(name, now);

    public void Sweep(long now)
    {
        foreach (var (name, at) in _consumed)
        {
            if (at + Keys.ConsumedConfirmationTtl.TotalMilliseconds < now)
            {
                _consumed.Remove(name);
            }
        }
    }
}
