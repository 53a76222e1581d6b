using GitLabMcp.GitLabTools.GitLab.Cache;

namespace GitLabMcp.GitLabTools.Completions;

/// <summary>Keeps found values for half a minute, each for the token that found them, because a client asks again with every
/// letter that its user types.</summary>
internal sealed class CompletionCache(TimeProvider time) : IDisposable
{
    private const long MaxBytes = 4 * 1024 * 1024;

    // What an entry and a value cost besides their letters.
    private const int EntryBytes = 256;
    private const int ValueBytes = 32;

    private readonly BoundedCache<Key, CompletionReply.Values> _entries = new(MaxBytes, TimeSpan.FromSeconds(30), time);

    public CompletionReply.Values? Find(TokenDigest token, string tool, string arguments) => _entries.Find(new(token, tool, arguments));

    public void Keep(TokenDigest token, string tool, string arguments, CompletionReply.Values values) =>
        _entries.Set(
            new(token, tool, arguments),
            values,
            size: EntryBytes + (2L * arguments.Length) + values.All.Sum(value => ValueBytes + (2L * value.Length))
        );

    public void Dispose() => _entries.Dispose();

    private readonly record struct Key(TokenDigest Token, string Tool, string Arguments);
}
