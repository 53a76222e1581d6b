using System.Runtime.InteropServices;

namespace GitLabMcp.Standalone.Stdio;

/// <summary>Tells of the signals by which a process is asked to stop.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals(Action stop) =>
        _registrations = [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal =>
                PosixSignalRegistration.Create(
                    signal,
                    context =>
                    {
                        context.Cancel = true;
                        stop();
                    }
                )
            ),
        ];

    public void Dispose() => Array.ForEach(_registrations, static registration => registration.Dispose());
}
