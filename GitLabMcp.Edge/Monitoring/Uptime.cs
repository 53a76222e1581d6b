namespace GitLabMcp.Edge.Monitoring;

/// <summary>How long this process has been up.</summary>
internal sealed class Uptime(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    /// <summary>To a tenth of a second.</summary>
    public double Seconds => Math.Round(time.GetElapsedTime(_started).TotalSeconds, 1);
}
