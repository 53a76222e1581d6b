namespace GitLabMcp.Edge.Admission;

/// <summary>How long one call may take (<c>CALL_TIMEOUT_SECONDS</c>): the only deadline, carried by gRPC to GitLabTools.</summary>
internal sealed class CallTimeout(EdgeSettings settings)
{
    /// <summary>UTC, by the machine's clock, because gRPC compares its deadlines with that one.</summary>
    public DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + settings.CallTimeout;
}
