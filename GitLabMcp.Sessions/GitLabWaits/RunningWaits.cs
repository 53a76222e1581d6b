using System.Collections.Concurrent;

namespace GitLabMcp.Sessions.GitLabWaits;

/// <summary>The times that GitLab asked users to wait and that are not over, as this process knows them. They go out with each
/// admitted request of the user, so that they bind every replica of GitLabTools (docs/reliability.md, F11).</summary>
internal sealed class RunningWaits(TimeProvider clock)
{
    private const int FirstSweep = 1_000;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, DateTimeOffset>> _byPrincipal = new();
    private int _sweepAt = FirstSweep;

    public void Add(string principal, IEnumerable<GitLabWait> waits)
    {
        var now = clock.GetUtcNow();
        var ofPrincipal = _byPrincipal.GetOrAdd(principal, static _ => new());
        foreach (var wait in waits)
        {
            var until = now + TimeSpan.FromMilliseconds(wait.Milliseconds);
            ofPrincipal.AddOrUpdate(wait.Endpoint, until, (_, known) => known > until ? known : until);
        }

        if (_byPrincipal.Count >= _sweepAt)
        {
            Sweep(now);
        }
    }

    /// <summary>Empty for nearly every principal.</summary>
    public IEnumerable<GitLabWait> Of(string principal)
    {
        if (!_byPrincipal.TryGetValue(principal, out var waits))
        {
            return [];
        }

        var now = clock.GetUtcNow();
        GitLabWait[] running =
        [
            .. waits
                .Where(wait => wait.Value > now)
                .Select(wait => new GitLabWait
                {
                    Endpoint = wait.Key,
                    Milliseconds = (long)Math.Ceiling((wait.Value - now).TotalMilliseconds),
                }),
        ];
        if (running.Length == 0)
        {
            _byPrincipal.TryRemove(new(principal, waits));
        }

        return running;
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var entry in _byPrincipal)
        {
            if (entry.Value.Values.All(until => until <= now))
            {
                _byPrincipal.TryRemove(entry);
            }
        }

        _sweepAt = Math.Max(FirstSweep, 2 * _byPrincipal.Count);
    }
}
