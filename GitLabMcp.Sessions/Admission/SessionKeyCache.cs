using System.Collections.Concurrent;

namespace GitLabMcp.Sessions.Admission;

/// <summary>Where a token's session was last seen, so that the usual request asks the store once. Only ever a hint: the
/// store checks the token against the session's own.</summary>
internal sealed class SessionKeyCache
{
    private const int MaxCount = 20_000;

    private readonly ConcurrentDictionary<string, string> _keys = new();

    public string? Find(string digest) => _keys.GetValueOrDefault(digest);

    public void Keep(string digest, string key)
    {
        // Starting anew costs one more look-up each; that is cheaper than to track who was used last.
        if (_keys.Count >= MaxCount)
        {
            _keys.Clear();
        }

        _keys[digest] = key;
    }
}
