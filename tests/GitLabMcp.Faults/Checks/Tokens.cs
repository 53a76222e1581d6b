using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Checks;

/// <summary>I5: GitLab sees a stored token at most a second later than its timeout after the last request of its session.</summary>
internal static class Tokens
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    public static IEnumerable<Violation> UsedTooLate(IReadOnlyList<Call> calls, IReadOnlyList<GitLabCall> gitLab, Limits limits)
    {
        var bySession = calls.Where(call => call.SessionId is not null).ToLookup(call => call.SessionId!);
        var byNonce = calls.Where(call => call.Nonce is not null).ToDictionary(call => call.Nonce!);
        foreach (var use in gitLab)
        {
            // A request that brings a token uses that one, whatever is stored.
            if (byNonce.TryGetValue(use.Nonce, out var call) && call is { Token: null, SessionId: { } id })
            {
                var alive = use.At - limits.SessionTimeout - Tolerance;

                // Any other request that was under way in that time may have kept the token alive, answered or not.
                if (alive > TimeSpan.Zero && !bySession[id].Any(other => other != call && other.End >= alive && other.Start <= use.At))
                {
                    yield return new(Invariant.I5, $"{call} used a stored token at {use.At.TotalSeconds:F3} s that had timed out.");
                }
            }
        }
    }
}
