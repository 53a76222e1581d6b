using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>How long a call waits that GitLab refuses for a while, and which other calls wait with it (docs/reliability.md, F11).</summary>
public sealed class RateLimitTests
{
    private const string Project = "/api/v4/projects/1";
    private const string GetProject = """{"project_id":1}""";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 5, 9, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("120", 120u)]
    [InlineData("  120 ", 120u)]
    [InlineData("0", 1u)]
    [InlineData("-5", 1u)]
    [InlineData("1.5", 2u)]
    [InlineData("99999999999999999999999", 3600u)]
    [InlineData("Mon, 05 Jan 2026 09:30:40 GMT", 40u)]
    [InlineData("  Mon,  05 Jan  2026 09:30:40   GMT ", 40u)]
    [InlineData("Monday, 05-Jan-26 09:30:40 GMT", 40u)]
    [InlineData("Mon Jan  5 09:30:40 2026", 40u)]
    [InlineData("Mon, 05 Jan 2026 09:00:00 GMT", 1u)]
    [InlineData("soon", null)]
    public async Task Retry_After_is_read_in_each_of_its_forms_on_each_status(string header, uint? seconds)
    {
        foreach (var (status, unsaid) in (IEnumerable<(int, uint?)>)[(429, 60), (503, null), (502, null), (403, null), (409, null)])
        {
            if (seconds is null && status >= 500)
            {
                // A read without a time to wait is repeated after a moment, which does not pass on this clock.
                continue;
            }

            await using var host = await StartAsync();
            host.GitLab.On("GET", Project).Answer(status, "", ("Retry-After", header));
            var result = (await host.SendAsync("get_project", GetProject)).Result;
            Assert.Equal(seconds ?? unsaid, result.HasRetryAfter ? result.RetryAfter : null);
            Assert.Equal(seconds is not null || status is 429 or >= 500, result.Retryable);
            if (seconds is > 1)
            {
                Assert.Contains($"in {seconds} seconds", result.Text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(5, null, 5u)]
    [InlineData(-5, null, 1u)]
    [InlineData(5, "20", 20u)]
    [InlineData(5, "soon", 5u)]
    public async Task The_reset_of_the_limit_counts_when_Retry_After_does_not_say_it(int resetIn, string? retryAfter, uint seconds)
    {
        await using var host = await StartAsync();
        var reset = _clock.GetUtcNow().AddSeconds(resetIn).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        (string, string)[] headers = [("RateLimit-Reset", reset), .. retryAfter is null ? [] : new[] { ("Retry-After", retryAfter) }];
        host.GitLab.On("GET", Project).Times(1).Answer(429, "Retry later\n", headers);
        Assert.Equal(seconds, (await host.SendAsync("get_project", GetProject)).Result.RetryAfter);
        await host.RefusalAsync("get_project", GetProject);
        Assert.Single(host.GitLab.Requests);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await host.CallAsync("get_project", GetProject);
    }

    [Theory]
    [InlineData("create_issue_note", """{"project_id":1,"issue_iid":1,"body":"x"}""", "POST", Project + "/issues/1/notes")]
    [InlineData("get_users", """{"usernames":["bob"]}""", "GET", "/api/v4/users")]
    [InlineData("search_project_code", """{"project_id":1,"search":"x"}""", "GET", Project + "/search")]
    public async Task The_limit_of_an_endpoint_stops_that_endpoint_for_that_user_only(
        string tool,
        string arguments,
        string method,
        string path
    )
    {
        await using var host = await StartAsync();
        host.GitLab.On(method, path).Answer(200, "[]");
        host.GitLab.On(method, path).Times(1).EndpointRateLimit();
        Assert.Contains("other calls go on", await host.RefusalAsync(tool, arguments), StringComparison.Ordinal);
        host.GitLab.ForgetRequests();

        Assert.Equal(60u, (await host.SendAsync(tool, arguments)).Result.RetryAfter);
        Assert.Empty(host.GitLab.Requests);
        await host.CallAsync("get_issue", """{"project_id":1,"issue_iid":1}""");
        await host.CallAsync(tool, arguments, ToolsHost.Bob);
        _clock.Advance(TimeSpan.FromSeconds(61));
        await host.CallAsync(tool, arguments);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("throttle_authenticated_api", true)]
    [InlineData("throttle_authenticated_files_api", false)]
    [InlineData("throttle_authenticated_packages_api", false)]
    public async Task The_limit_of_the_user_stops_everything(string? name, bool stopsAll)
    {
        await using var host = await StartAsync();
        (string, string)[] headers =
        [
            ("RateLimit-Remaining", "0"),
            ("RateLimit-Limit", "2000"),
            .. name is null ? [] : new[] { ("RateLimit-Name", name) },
        ];
        host.GitLab.On("GET", Project).Answer(429, "Retry later\n", headers);
        await host.RefusalAsync("get_project", GetProject);
        var other = (await host.SendAsync("get_issue", """{"project_id":1,"issue_iid":1}""")).Result;
        Assert.Equal(stopsAll, other.IsError);
    }

    private Task<ToolsHost> StartAsync() =>
        ToolsHost.StartAsync(configure: builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));
}
