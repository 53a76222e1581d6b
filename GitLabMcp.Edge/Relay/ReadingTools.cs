using System.Collections.Frozen;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>The tools that only read, and those that always change something, by the word of GitLabTools. A call of a tool that does not
/// only read is never sent twice.</summary>
internal sealed class ReadingTools(GitLabToolsClient gitlab) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private volatile FrozenSet<string> _names = [];
    private volatile FrozenSet<string> _writingNames = [];

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Whether every call of the tool changes something. False for tools that GitLabTools does not have.</summary>
    public bool IsWriting(string name) => _writingNames.Contains(name);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // By the machine's clock, because gRPC compares its deadlines with that one.
            var time = TimeProvider.System;
            var pause = Interval;
            try
            {
                var response = await gitlab.ListReadingToolsAsync(
                    new ListReadingToolsRequest(),
                    deadline: time.GetUtcNow().UtcDateTime + Pause,
                    cancellationToken: stoppingToken
                );
                _writingNames = response.WritingNames.ToFrozenSet(StringComparer.Ordinal);
                _names = response.Names.ToFrozenSet(StringComparer.Ordinal);
            }
            catch (RpcException)
            {
                // GitLabTools starts, or is of a version that does not say it. Until it does, no call of a tool is repeated.
                pause = Pause;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
