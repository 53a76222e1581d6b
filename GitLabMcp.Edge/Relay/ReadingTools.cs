using System.Collections.Frozen;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>The tools that only read, by the word of GitLabTools. A call of any other tool is never sent twice.</summary>
internal sealed class ReadingTools(GitLabToolsClient gitlab) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private volatile FrozenSet<string> _names = [];

    public bool Contains(string name) => _names.Contains(name);

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
