using System.Collections.Concurrent;
using GitLabMcp.Edge.Mcp;
using GitLabMcp.GitLabTools.Contract;
using Grpc.Core;

namespace GitLabMcp.Edge.Relay;

/// <summary>A list as each selection of tools has it, ready to be sent. Asked for again after half a minute, so that a
/// change in GitLabTools is seen within one; bounded, because a header must not be a way to fill memory.</summary>
/// <param name="member">What MCP calls it: `tools`.</param>
/// <param name="ask">Asks GitLabTools.</param>
internal sealed class CachedList(string member, Func<ToolSelection?, CallOptions, Task<CachedList.Answer>> ask, TimeProvider time)
{
    private const int Capacity = 64;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    // Who has an old list does not wait long for a new one.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What MCP calls it: `tools`.</summary>
    public string Member => member;

    /// <exception cref="RpcException">GitLabTools cannot be asked and the list was never seen.</exception>
    public async ValueTask<Answer> ListAsync(CallContext call, CancellationToken ct)
    {
        var known = _entries.TryGetValue(call.Tools.Key, out var entry);
        if (known && time.GetElapsedTime(entry!.Asked) < Fresh)
        {
            return entry.Answer;
        }

        Answer answer;
        try
        {
            // By the machine's clock, which is the one that gRPC reads.
            var soon = TimeProvider.System.GetUtcNow().UtcDateTime + Timeout;
            answer = await ask(
                call.Tools.Selection,
                new CallOptions(deadline: known && soon < call.Deadline ? soon : call.Deadline, cancellationToken: ct)
            );
        }
        catch (RpcException) when (known)
        {
            return entry!.Answer;
        }

        if (answer is not Answer.Listed)
        {
            // Not kept: there is no end of wrong names.
            return answer;
        }

        if (!known && _entries.Count >= Capacity && _entries.MinBy(other => other.Value.Asked) is { Key: { } oldest })
        {
            _entries.TryRemove(oldest, out _);
        }

        _entries[call.Tools.Key] = new Entry(answer, time.GetTimestamp());
        return answer;
    }

    public abstract record Answer
    {
        /// <param name="Json">The array of the list.</param>
        public sealed record Listed(AddressedJson Json) : Answer;

        /// <param name="Message">A sentence: which name is unknown.</param>
        public sealed record Invalid(string Message) : Answer;
    }

    private sealed record Entry(Answer Answer, long Asked);
}
