namespace GitLabMcp.Benchmarks.GitLab;

/// <summary>The running fake GitLab of a part.</summary>
/// <param name="Server">Its process.</param>
/// <param name="Api">The address of its API.</param>
internal sealed record GitLabProcess(Server Server, string Api) : IAsyncDisposable
{
    /// <summary>Of its API.</summary>
    public string Origin => Api[..^"/api/v4".Length];

    /// <param name="name">Of its log: each of several at a time has its own.</param>
    public static async Task<GitLabProcess> StartAsync(TimeSpan delay, int? fixedPort, CancellationToken ct, string name = "gitlab")
    {
        var port = fixedPort ?? Server.FreePort();
        var milliseconds = delay.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        var server = Server.StartSelf(name, "gitlab", $"http://127.0.0.1:{port}", milliseconds);
        await server.ReadyAsync(port, path: null, ct);
        return new(server, $"http://127.0.0.1:{port}/api/v4");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
