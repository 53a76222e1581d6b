using System.Globalization;
using System.Net;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GitLab.Limits;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>How long a 429 of GitLab is remembered (docs/reliability.md, F11); RefusalTests has what callers see.</summary>
public sealed class ThrottleTests
{
    private const string Origin = "https://gitlab.example.com:443";
    private static readonly GitLabPrincipal Alice = new(Origin, "alice");
    private static readonly GitLabRequest Request = new(HttpMethod.Get, "user", "user");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_429_of_a_user_is_not_evicted_by_those_of_unknown_tokens()
    {
        using var throttle = new UserThrottle(_time);
        Remember(throttle, Alice, 120);
        for (var i = 0; i < 20_000; i++)
        {
            Remember(throttle, GitLabPrincipal.Of(Origin, new TokenDigest(Origin, (UInt128)i)), 120);
        }

        Assert.Equal(TimeSpan.FromMinutes(2), throttle.Refusal(Alice, Request)?.Retry.Wait);
    }

    [Fact]
    public void The_429_of_a_user_is_not_evicted_by_those_of_other_users()
    {
        using var throttle = new UserThrottle(_time);
        Remember(throttle, Alice, 120);
        foreach (var minute in Enumerable.Range(0, 2))
        {
            for (var i = 0; i < 10_000; i++)
            {
                Remember(throttle, new(Origin, string.Create(CultureInfo.InvariantCulture, $"user-{minute}-{i}")), 30);
            }

            Assert.Equal(TimeSpan.FromMinutes(2 - minute), throttle.Refusal(Alice, Request)?.Retry.Wait);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Null(throttle.Refusal(Alice, Request)?.Retry.Wait);
    }

    private static void Remember(UserThrottle throttle, GitLabPrincipal principal, int seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.Add("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        response.Headers.Add("RateLimit-Remaining", "0");
        throttle.Remember(principal, Request, response);
    }
}
