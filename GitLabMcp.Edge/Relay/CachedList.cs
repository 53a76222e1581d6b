using System.Collections.Concurrent;
using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>One of MCP's lists, serialised for each selection of tools. It is fetched again after half a minute, so that a change in
/// GitLabTools reaches clients within a minute. The cache is bounded, because headers of a request choose its keys.</summary>
/// <param name="member">What MCP calls it: `tools`.</param>
/// <param name="ask">Asks GitLabTools.</param>
internal sealed class CachedList(string member, Func<ToolSelection?, CallOptions, Task<CachedList.Answer>> ask, TimeProvider time)
{
    /// <summary>How long a list is kept, here and by clients.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private const int Capacity = 64;

    // A caller who can have the old list waits only this long for the new one.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What MCP calls it: `tools`.</summary>
    public string Member => member;

    /// <exception cref="RpcException">GitLabTools cannot be asked and the list was never seen.</exception>
    public async ValueTask<Answer> ListAsync(CallContext call, CancellationToken ct)
    {
        var isCached = _entries.TryGetValue(call.Tools.Key, out var entry);
        if (isCached && time.GetElapsedTime(entry!.Asked) < MaxAge)
        {
            return entry.Answer;
        }

        Answer answer;
        try
        {
            // By the machine's clock, because gRPC compares its deadlines with that one.
            var soon = TimeProvider.System.GetUtcNow().UtcDateTime + Timeout;
            var options = new CallOptions(deadline: isCached && soon < call.Deadline ? soon : call.Deadline, cancellationToken: ct);
            answer = await Repeat.OnceIfBrokenAsync(() => ask(call.Tools.Selection, options), ct);
        }
        catch (RpcException) when (isCached)
        {
            return entry!.Answer;
        }

        if (answer is not Answer.Listed)
        {
            // Not cached: there is no end to wrong names.
            return answer;
        }

        if (!isCached && _entries.Count >= Capacity && _entries.MinBy(other => other.Value.Asked) is { Key: { } oldest })
        {
            _entries.TryRemove(oldest, out _);
        }

        _entries[call.Tools.Key] = new Entry(answer, time.GetTimestamp());
        return answer;
    }

    public abstract record Answer
    {
        /// <param name="Json">The array of the list.</param>
        public sealed record Listed(RawJson Json) : Answer;

        /// <param name="Message">A sentence: which name is unknown.</param>
        public sealed record Invalid(string Message) : Answer;
    }

    private sealed record Entry(Answer Answer, long Asked);
}
