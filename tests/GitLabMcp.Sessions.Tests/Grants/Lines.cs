using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GitLabMcp.Sessions.Tests.Grants;

/// <summary>Everything that is logged.</summary>
internal sealed class Lines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _all = [];

    public IReadOnlyCollection<string> All => _all;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _all.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose() { }
}
