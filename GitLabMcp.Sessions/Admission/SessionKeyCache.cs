using System.Collections.Concurrent;

namespace GitLabMcp.Sessions.Admission;

/// <summary>The session that each token used last, so that the usual request is one call of the store. An entry may be out of date:
/// the store compares the token with the one of the session, so a wrong entry costs a look-up and grants nothing.</summary>
internal sealed class SessionKeyCache
{
    private const int MaxCount = 20_000;

    private readonly ConcurrentDictionary<string, string> _keys = new();

    public string? Find(string digest) => _keys.GetValueOrDefault(digest);

    public string? FindImplicit(string digest) => Find("~" + digest);

    public void Remember(string digest, string key)
    {
        // To start anew costs one more look-up for each token, which is cheaper than to track which one was used last.
        if (_keys.Count >= MaxCount)
        {
            _keys.Clear();
        }

        _keys[digest] = key;
    }

    public void RememberImplicit(string digest, string key) => Remember("~" + digest, key);
}
