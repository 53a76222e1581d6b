namespace GitLabMcp.ServiceDefaults.Stopping;

/// <summary>How long a process that was told to stop goes on as before, so that balancers see that it is no longer ready.</summary>
public sealed record ShutdownDelay(TimeSpan Time);
