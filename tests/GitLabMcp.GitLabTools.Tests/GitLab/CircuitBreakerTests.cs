using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GitLab.Health;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What counts for the circuit breaker when requests end late, or end without a known outcome. BreakerTests has what callers
/// see of it.</summary>
public sealed class CircuitBreakerTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // As many callers as open the circuit with one failure each.
    private static readonly string[] Crowd = [.. Enumerable.Range(0, 24).Select(i => $"user{i}")];

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_probe_that_hangs_counts_as_failed_and_the_next_one_decides()
    {
        var breaker = await OpenBreakerAsync();
        _time.Advance(Pause);
        var hanging = Enter(breaker, "alice");
        Assert.IsType<CircuitBreaker.Entry.Refused>(breaker.Enter(Caller("bob")));
        _time.Advance(Pause);
        await hanging.Probe!.Decision;
        Assert.IsType<CircuitBreaker.Entry.Refused>(breaker.Enter(Caller("bob")));

        _time.Advance(Pause);
        await breaker.LeaveAsync(Enter(breaker, "bob"), Failure.None);
        await breaker.LeaveAsync(hanging, Failure.Silent);
        Assert.Null(Enter(breaker, "alice").Probe);
    }

    [Fact]
    public async Task Requests_without_a_known_outcome_do_not_count()
    {
        var breaker = NewBreaker();
        await LeaveAsync(breaker, EnterAll(breaker), Failure.Unknown);
        Assert.Null(Enter(breaker, "bob").Probe);
    }

    [Fact]
    public async Task Requests_from_before_the_outage_do_not_count_after_it()
    {
        var breaker = NewBreaker();
        var (early, late) = (EnterAll(breaker), EnterAll(breaker));
        await LeaveAsync(breaker, early, Failure.Broken);
        _time.Advance(Pause);
        await breaker.LeaveAsync(Enter(breaker, "bob"), Failure.None);
        await LeaveAsync(breaker, late, Failure.Silent);
        Assert.Null(Enter(breaker, "bob").Probe);
    }

    private CircuitBreaker NewBreaker() => new("https://gitlab.example.com:443", _time, NullLogger<CircuitBreaker>.Instance);

    private async Task<CircuitBreaker> OpenBreakerAsync()
    {
        var breaker = NewBreaker();
        await LeaveAsync(breaker, EnterAll(breaker), Failure.Broken);
        Assert.IsType<CircuitBreaker.Entry.Refused>(breaker.Enter(Caller("bob")));
        return breaker;
    }

    private static List<CircuitBreaker.Entry.Permit> EnterAll(CircuitBreaker breaker) => [.. Crowd.Select(name => Enter(breaker, name))];

    private static async Task LeaveAsync(CircuitBreaker breaker, List<CircuitBreaker.Entry.Permit> permits, Failure failure)
    {
        foreach (var permit in permits)
        {
            await breaker.LeaveAsync(permit, failure);
        }
    }

    private static CircuitBreaker.Entry.Permit Enter(CircuitBreaker breaker, string name) =>
        Assert.IsType<CircuitBreaker.Entry.Permit>(breaker.Enter(Caller(name)));

    private static GitLabPrincipal Caller(string name) => new("https://gitlab.example.com:443", name);
}
