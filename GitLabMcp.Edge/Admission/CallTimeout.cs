using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge.Admission;

/// <summary>How long one call may take (<c>CALL_TIMEOUT_SECONDS</c>): the only deadline, carried by gRPC to GitLabTools.</summary>
internal sealed class CallTimeout(SettingsReader settings)
{
    private readonly TimeSpan _timeout = settings.Seconds("CALL_TIMEOUT_SECONDS", 60, 1, 600);

    /// <summary>UTC, by the machine's clock, because gRPC compares its deadlines with that one.</summary>
    public DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + _timeout;
}
