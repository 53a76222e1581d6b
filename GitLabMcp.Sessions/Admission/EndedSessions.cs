namespace GitLabMcp.Sessions.Admission;

/// <summary>The ids that ended lately, at this replica or at another one. The local fallback does not accept them again while the
/// shared store is away (docs/reliability.md, S21).</summary>
internal sealed class EndedSessions
{
    private const int MaxCount = 20_000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _oldestFirst = [];
    private readonly ISubscriber? _replicas;

    /// <param name="redis">Where replicas publish what ended; null for a process with a store of its own.</param>
    public EndedSessions(IConnectionMultiplexer? redis)
    {
        _replicas = redis?.GetSubscriber();
        _replicas?.Subscribe(Keys.Ended, (_, id) => Add((string)id!), CommandFlags.FireAndForget);
    }

    /// <summary>Adds an id, at every replica.</summary>
    public void Publish(string id)
    {
        Add(id);
        try
        {
            _replicas?.Publish(Keys.Ended, id, CommandFlags.FireAndForget);
        }
        catch (RedisException)
        {
            // The store itself has the end of the session. Only the others' fallback does not learn of it.
        }
    }

    /// <summary>Adds an id, at this replica.</summary>
    public void Add(string id)
    {
        lock (_gate)
        {
            if (!_ids.Add(id))
            {
                return;
            }

            _oldestFirst.Enqueue(id);
            if (_oldestFirst.Count > MaxCount)
            {
                _ids.Remove(_oldestFirst.Dequeue());
            }
        }
    }

    public bool Contains(string id)
    {
        lock (_gate)
        {
            return _ids.Contains(id);
        }
    }
}
