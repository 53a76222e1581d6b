using System.Collections.Concurrent;
using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;
using Grpc.Core;
using GitLabToolsClient = GitLabMcp.GitLabTools.Contract.GitLabTools.GitLabToolsClient;

namespace GitLabMcp.Edge.Tools;

/// <summary>The tool list of each selection, ready to be sent. Asked for again after half a minute, so that a change in
/// GitLabTools is seen within one; bounded, because a header must not be a way to fill memory.</summary>
internal sealed class ToolCatalog(GitLabToolsClient gitlab, TimeProvider time)
{
    private const int Capacity = 64;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="RpcException">GitLabTools cannot be asked and the list was never seen.</exception>
    public async ValueTask<Answer> ListAsync(McpCall call, CancellationToken ct)
    {
        var known = _entries.TryGetValue(call.Tools.Key, out var entry);
        if (known && time.GetElapsedTime(entry!.Asked) < Fresh)
        {
            return entry.Answer;
        }

        ListToolsResponse response;
        try
        {
            response = await gitlab.ListToolsAsync(new ListToolsRequest { Selection = call.Tools.Selection }, deadline: call.Deadline, cancellationToken: ct);
        }
        catch (RpcException) when (known)
        {
            return entry!.Answer;
        }

        if (response.OutcomeCase != ListToolsResponse.OutcomeOneofCase.List)
        {
            // Not kept: there is no end of wrong names.
            return new Answer.Invalid(response.InvalidSelection);
        }

        var answer = new Answer.Listed(ToolListJson.Of(response.List));
        if (!known && _entries.Count >= Capacity && _entries.MinBy(other => other.Value.Asked) is { Key: { } oldest })
        {
            _entries.TryRemove(oldest, out _);
        }

        _entries[call.Tools.Key] = new Entry(answer, time.GetTimestamp());
        return answer;
    }

    public abstract record Answer
    {
        /// <param name="Tools">The array of tools/list.</param>
        public sealed record Listed(RawJson Tools) : Answer;

        /// <param name="Message">A sentence: which name is unknown.</param>
        public sealed record Invalid(string Message) : Answer;
    }

    private sealed record Entry(Answer Answer, long Asked);
}
