namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>Whether this replica can do less than others may, for example because it alone does not reach the store. Callers learn it by
/// gRPC's health protocol and ask other replicas first; when all are impaired, they ask any.</summary>
public sealed class Impairment
{
    /// <summary>On an answer that sends the caller to another replica. It is there before the word of the health protocol. To the caller it
    /// names the connection, by a number of the caller's process.</summary>
    public const string Header = "replica-impaired";

    /// <summary>On a call: the connections whose replicas sent the caller elsewhere, separated by commas. The call goes to another
    /// one.</summary>
    public const string TriedHeader = "replicas-tried";

    /// <summary>On a call whose caller has tried every other replica, so that this one has to decide.</summary>
    public const string LastHeader = "replica-is-last";

    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set(bool isImpaired)
    {
        lock (_gate)
        {
            IsImpaired = isImpaired;
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    internal bool IsImpaired { get; private set; }

    /// <summary>Completes at the next change, so it has to be asked for before <see cref="IsImpaired"/> is read.</summary>
    internal Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }
}
