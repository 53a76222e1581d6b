using System.Threading.RateLimiting;

namespace GitLabMcp.GitLabTools.GitLab.Limits;

/// <summary>How many requests may be under way, so that a GitLab that stalls holds neither memory without end nor the
/// calls that go to another one. Who finds no seat waits in a short line; who finds no place in it is turned away at once.</summary>
internal sealed class ConcurrencyLimits : IDisposable
{
    /// <summary>As many as there are connections to a host.</summary>
    public const int PerHost = 256;

    // A quarter of a host's, so that it takes more than a few to fill it.
    private const int PerPrincipal = 64;

    // Beyond the line a call would hardly be served within its time.
    private static readonly ConcurrencyLimiterOptions OfHost = new() { PermitLimit = PerHost, QueueLimit = PerHost };
    private static readonly ConcurrencyLimiterOptions OfPrincipal = new() { PermitLimit = PerPrincipal, QueueLimit = 2 * PerPrincipal };

    // One's own seat first: whoever waits for it holds none of the host's.
    private readonly PartitionedRateLimiter<GitLabPrincipal> _seats = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<GitLabPrincipal, GitLabPrincipal>(principal =>
            RateLimitPartition.GetConcurrencyLimiter(principal, static _ => OfPrincipal)
        ),
        PartitionedRateLimiter.Create<GitLabPrincipal, string>(principal =>
            RateLimitPartition.GetConcurrencyLimiter(principal.Origin, static _ => OfHost)
        )
    );

    public static GitLabRefusal Refusal { get; } =
        new(
            0,
            "Too many requests to GitLab are under way, and nothing was sent. Try again in 5 seconds, with fewer calls at a time.",
            Retry.After(TimeSpan.FromSeconds(5))
        );

    /// <summary>A seat, to be left by disposing it; when not acquired there was none.</summary>
    /// <exception cref="OperationCanceledException">The time was up in the line.</exception>
    public ValueTask<RateLimitLease> TakeAsync(GitLabPrincipal principal, CancellationToken ct) =>
        _seats.AcquireAsync(principal, permitCount: 1, ct);

    public void Dispose() => _seats.Dispose();
}
