namespace GitLabMcp.Benchmarks;

/// <summary>Sessions that were opened and then left alone, each somebody else's; what they add to the memory of a server.</summary>
internal static class IdleSessions
{
    /// <summary>Connections that open them; an idle session needs none.</summary>
    private const int Openers = 8;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <param name="first">Number of the first person.</param>
    public static async Task<Memory> OpenAsync(Subject subject, HttpMessageInvoker http, int first, int count, CancellationToken ct)
    {
        await Task.Delay(Settling, TimeProvider.System, ct);
        var before = Held(subject);
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bounded.CancelAfter(Longest);
        var next = -1;
        var opened = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, Openers)
                .Select(async _ =>
                {
                    try
                    {
                        for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                        {
                            await new McpClient(http, subject.Endpoint, People.Token(first + i)).OpenAsync(bounded.Token);
                            Interlocked.Increment(ref opened);
                        }
                    }
                    catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                    {
                        // Out of time: what is there is measured.
                    }
                })
        );
        await Task.Delay(Settling, TimeProvider.System, ct);
        return new Memory(opened, before, Held(subject));
    }

    private static Dictionary<string, long> Held(Subject subject) =>
        subject.Processes.ToDictionary(process => process.Name, process => process.Memory);
}

/// <summary>Resident bytes by process.</summary>
internal sealed record Memory(int Sessions, IReadOnlyDictionary<string, long> Before, IReadOnlyDictionary<string, long> After)
{
    public long Added => After.Values.Sum() - Before.Values.Sum();
}
