using System.Runtime.InteropServices;

namespace GitLabMcp.ServiceDefaults.Stopping;

/// <summary>Ends the process at once when it is told a second time to stop: whoever presses Ctrl-C twice does not want to wait for
/// calls in flight.</summary>
internal sealed class SecondSignal : IDisposable
{
    /// <summary>A terminal and an orchestrator may both pass on the same Ctrl-C.</summary>
    private static readonly TimeSpan OneCause = TimeSpan.FromMilliseconds(500);

    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _lock = new();
    private long? _first;

    public SecondSignal() =>
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive),
        ];

    public void Dispose() => Array.ForEach(_registrations, static registration => registration.Dispose());

    private void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_lock)
        {
            if (_first is { } first && TimeProvider.System.GetElapsedTime(first) > OneCause)
            {
                // What shells report for a process that a signal ended.
                Environment.Exit(context.Signal == PosixSignal.SIGINT ? 130 : 143);
            }

            _first ??= TimeProvider.System.GetTimestamp();
        }
    }
}
