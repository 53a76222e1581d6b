using System.Threading.RateLimiting;

namespace GitLabMcp.GitLabTools.GitLab.Limits;

/// <summary>Limits the concurrent requests per host and per user, so that a GitLab that stalls cannot use up the memory or hold
/// back the calls to another one. A request without a permit waits in a short queue, and is refused when the queue is full.</summary>
internal sealed class ConcurrencyLimits : IDisposable
{
    /// <summary>As many as there are connections to a host. 500 users with one request each at a time wait for nobody. More would hold
    /// more memory while a GitLab stalls.</summary>
    public const int PerHost = 512;

    // An eighth of the host's, so that one user cannot fill the host.
    private const int PerPrincipal = 64;

    // A call in a longer queue would hardly get its permit before its deadline.
    private static readonly ConcurrencyLimiterOptions OfHost = new() { PermitLimit = PerHost, QueueLimit = PerHost };
    private static readonly ConcurrencyLimiterOptions OfPrincipal = new() { PermitLimit = PerPrincipal, QueueLimit = 2 * PerPrincipal };

    // Takes the user's permit before the host's, so that a request that waits for it blocks nobody else.
    private readonly PartitionedRateLimiter<GitLabPrincipal> _permits = PartitionedRateLimiter.CreateChained(
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

    /// <returns>A permit, which is given back by disposing it; not acquired when the queue is full.</returns>
    /// <exception cref="OperationCanceledException">The deadline passed in the queue.</exception>
    public ValueTask<RateLimitLease> TakeAsync(GitLabPrincipal principal, CancellationToken ct) =>
        _permits.AcquireAsync(principal, permitCount: 1, ct);

    public void Dispose() => _permits.Dispose();
}
