using System.Collections.Concurrent;
using System.Net;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>Users who call tools without a pause, each one call after the other.</summary>
public sealed class Load : IAsyncDisposable
{
    private const int Users = 6;

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly Task[] _users;
    private int _answered;

    private Load(Func<McpHttp> client) => _users = [.. Enumerable.Range(0, Users).Select(_ => CallAsync(client()))];

    public static Load Begin(ReplicatedDeployment deployment) => new(deployment.NewClient);

    public static Load Begin(Func<McpHttp> client) => new(client);

    /// <summary>Waits until so many more calls are answered.</summary>
    public Task AnsweredAsync(int more)
    {
        var goal = Volatile.Read(ref _answered) + more;
        return Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref _answered) >= goal));
    }

    /// <summary>Every answer was the project, and every request had one.</summary>
    public void AssertNoFailure() =>
        Assert.True(_failures.IsEmpty, $"{_failures.Count} of {_answered} failed:\n{string.Join('\n', _failures)}");

    /// <summary>Waits for the last calls.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_users);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
    }

    private async Task CallAsync(McpHttp client)
    {
        using (client)
        {
            while (!_end.IsCancellationRequested)
            {
                try
                {
                    var answer = await client.CallToolAsync("get_project", """{"project_id":"group/app"}""");
                    if (answer.Status != HttpStatusCode.OK || answer.IsToolError)
                    {
                        _failures.Enqueue($"{answer.Status}: {answer.Text}");
                    }
                }
                catch (HttpRequestException e)
                {
                    _failures.Enqueue(e.ToString());
                }

                Interlocked.Increment(ref _answered);
            }
        }
    }
}
