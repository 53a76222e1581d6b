namespace GitLabMcp.Edge.Mcp;

/// <summary>What changes while one request is worked on. One per request scope.</summary>
internal sealed class CallState
{
    private CallContext? _context;

    /// <summary>Set once, when the request is admitted.</summary>
    public CallContext Context
    {
        get => _context ?? throw new InvalidOperationException("The request was not admitted.");
        set => _context = _context is null ? value : throw new InvalidOperationException("The request was admitted before.");
    }

    /// <summary>The next thing that the SDK writes is the answer, and nothing follows it.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>The tool that is called, once it is known that the catalogue has it. Any other name may be anything.</summary>
    public string? Tool { get; set; }

    /// <summary>What kind of failure the answer tells of, for metrics: a word of ours or a code of JSON-RPC; null for none.</summary>
    public string? Error { get; set; }

    /// <summary>Cancelled when the client takes the request back by <c>notifications/cancelled</c>, over any connection.</summary>
    public CancellationToken CancelledByClient { get; set; }
}
