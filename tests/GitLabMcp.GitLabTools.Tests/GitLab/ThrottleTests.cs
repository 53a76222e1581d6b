using System.Globalization;
using System.Net.Http.Headers;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GitLab.Limits;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>How long a 429 of GitLab is remembered (docs/reliability.md, F11); RefusalTests has what callers see.</summary>
public sealed class ThrottleTests
{
    private const string Origin = "https://gitlab.example.com:443";
    private static readonly GitLabPrincipal Alice = new(Origin, "alice");
    private static readonly RetryConditionHeaderValue TwoMinutes = new(TimeSpan.FromMinutes(2));

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_429_of_a_user_is_not_evicted_by_those_of_unknown_tokens()
    {
        using var throttle = new UserThrottle(_time);
        throttle.Remember(Alice, TwoMinutes);
        for (var i = 0; i < 20_000; i++)
        {
            throttle.Remember(GitLabPrincipal.Of(Origin, new TokenDigest(Origin, (UInt128)i)), TwoMinutes);
        }

        Assert.Equal(TimeSpan.FromMinutes(2), throttle.Wait(Alice));
    }

    [Fact]
    public void The_429_of_a_user_is_not_evicted_by_those_of_other_users()
    {
        using var throttle = new UserThrottle(_time);
        throttle.Remember(Alice, TwoMinutes);
        foreach (var minute in Enumerable.Range(0, 2))
        {
            for (var i = 0; i < 10_000; i++)
            {
                throttle.Remember(
                    new(Origin, string.Create(CultureInfo.InvariantCulture, $"user-{minute}-{i}")),
                    new(TimeSpan.FromSeconds(30))
                );
            }

            Assert.Equal(TimeSpan.FromMinutes(2 - minute), throttle.Wait(Alice));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Null(throttle.Wait(Alice));
    }
}
