using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Checks;

/// <summary>I3: a write reaches GitLab at most once, and has happened when it was acknowledged.</summary>
internal static class Writes
{
    public static IEnumerable<Violation> NotOnce(IReadOnlyList<Call> calls, IReadOnlyList<GitLabCall> gitLab)
    {
        var arrived = gitLab.Where(call => call.IsWrite).ToLookup(call => call.Nonce);
        foreach (var write in arrived)
        {
            if (write.Count() > 1)
            {
                yield return new(Invariant.I3, $"Write {write.Key} reached GitLab {write.Count()} times.");
            }
        }

        foreach (var call in calls.Where(call => call is { Kind: CallKind.Write, Succeeded: true }))
        {
            if (!arrived[call.Nonce!].Any(write => write.Happened))
            {
                yield return new(Invariant.I3, $"{call} was acknowledged, and GitLab did not do it.");
            }
        }
    }
}
