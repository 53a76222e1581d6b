using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Checks;

/// <summary><c>docs/reliability.md</c>, S2: once a request with a new token was answered, the session alone never runs with an older one.
/// While no replica of Sessions that can be asked reaches the store, one of them decides with what it has; the others know of it when that
/// one has carried it over.</summary>
internal static class Rotation
{
    /// <summary>How long a replica may take to find the store again, and to carry over.</summary>
    private static readonly TimeSpan CarriedOver = TimeSpan.FromSeconds(5);

    public static IEnumerable<Violation> Undone(IReadOnlyList<Call> calls, IReadOnlyList<GitLabCall> gitLab, IReadOnlyList<Fault> faults)
    {
        var rotated = calls
            .Where(call => call is { SessionId: not null, Token: not null })
            .GroupBy(call => call.SessionId!)
            .Where(session => session.Select(call => call.Token).Distinct().Skip(1).Any())
            .ToDictionary(session => session.Key, session => session.ToArray());
        var byNonce = calls.Where(call => call.Nonce is not null).ToDictionary(call => call.Nonce!);
        var alone = faults.Where(fault => LeavesOneAlone(fault, faults)).ToArray();
        foreach (var use in gitLab)
        {
            if (
                byNonce.TryGetValue(use.Nonce, out var call)
                && call is { Token: null, SessionId: { } id }
                && rotated.TryGetValue(id, out var brought)
                && Superseding(brought, use.Token, call, alone) is { } newer
            )
            {
                yield return new(Invariant.S2, $"{call} used an older token than {newer} brought.");
            }
        }
    }

    /// <returns>A request that replaced this token for certain before the call began.</returns>
    private static Call? Superseding(Call[] brought, string token, Call call, Fault[] alone)
    {
        // A request that got no answer may have stored its token at any time.
        var lastOld = brought.Where(other => other.Token == token && other.Start < call.End).ToArray();
        return Array.Find(
            brought,
            other =>
                other is { Succeeded: true }
                && other.Token != token
                && other.End < call.Start
                && Array.TrueForAll(lastOld, old => old is { Status: not 0 } && old.End < other.Start)
                && !Array.Exists(alone, fault => fault.Touches(other.Start, other.End) && call.Start <= fault.End + CarriedOver)
        );
    }

    /// <summary>The store goes away for all replicas, or for one of them while another fault keeps Edges from the other one.</summary>
    private static bool LeavesOneAlone(Fault fault, IReadOnlyList<Fault> faults) =>
        fault.Kind == FaultKind.Wipe
        || (
            fault.Target.EndsWith(" to redis", StringComparison.Ordinal)
            && faults.Any(other =>
                other != fault
                && other.Target.Contains("sessions", StringComparison.Ordinal)
                && other.Touches(fault.Start, fault.End + CarriedOver)
            )
        );
}
