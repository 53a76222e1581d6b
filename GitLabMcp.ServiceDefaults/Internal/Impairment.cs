namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>Whether this replica can do less than others may, for example because it alone does not reach the store. Callers learn it by
/// gRPC's health protocol and ask other replicas first; when all are impaired, they ask any.</summary>
public sealed class Impairment
{
    /// <summary>On an answer that sends the caller to another replica. It is there before the word of the health protocol.</summary>
    public const string Header = "replica-impaired";

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
