using System.Diagnostics.Metrics;
using GitLabMcp.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What Prometheus is told of the requests to GitLab.</summary>
public sealed class MetricsTests
{
    private const string Project = "/api/v4/projects/1",
        GetProject = """{"project_id":1}""";

    [Fact]
    public async Task Requests_are_measured_by_method_class_of_status_and_outcome()
    {
        await using var host = await ToolsHost.StartAsync();
        using var measured = new Measured(host.Services.GetRequiredService<IMeterFactory>());
        await host.CallAsync("get_project", GetProject);
        host.GitLab.On("GET", Project).Times(1).Answer(404, "");
        await host.RefusalAsync("get_project", GetProject);
        host.GitLab.On("GET", Project).Times(1).Answer(500, "");
        await host.CallAsync("get_project", GetProject);
        host.GitLab.On("GET", Project).Times(1).Reset();
        await host.CallAsync("get_project", GetProject);

        Assert.Equal(
            [
                Request("2xx", "ok"),
                Request("4xx", "refused"),
                Request("5xx", "broken"),
                Request("2xx", "ok"),
                Request("none", "broken"),
                Request("2xx", "ok"),
            ],
            measured.Lines().Where(line => line.StartsWith("gitlab_mcp.gitlab.request.duration", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Requests_that_are_held_back_are_counted_by_reason()
    {
        await using var host = await ToolsHost.StartAsync();
        using var measured = new Measured(host.Services.GetRequiredService<IMeterFactory>());
        host.GitLab.On("GET", Project).Times(1).Answer(429, "", ("Retry-After", "60"));
        await host.RefusalAsync("get_project", GetProject);
        await host.RefusalAsync("get_project", GetProject);

        Assert.Equal(
            ["gitlab_mcp.gitlab.throttled{gitlab_mcp.reason=gitlab_429} 1", "gitlab_mcp.gitlab.throttled{gitlab_mcp.reason=waiting} 1"],
            measured.Lines().Where(line => line.StartsWith("gitlab_mcp.gitlab.throttled", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Circuit_breakers_are_counted_by_state_and_requests_under_way_against_the_limit()
    {
        await using var host = await ToolsHost.StartAsync();
        await host.CallAsync("get_project", GetProject);
        using var measured = new Measured(host.Services.GetRequiredService<IMeterFactory>());
        string[] gauges =
        [
            "gitlab_mcp.gitlab.breakers{gitlab_mcp.breaker.state=closed} 1",
            "gitlab_mcp.gitlab.breakers{gitlab_mcp.breaker.state=open} 0",
            "gitlab_mcp.gitlab.breakers{gitlab_mcp.breaker.state=half_open} 0",
            "gitlab_mcp.gitlab.requests.active 0",
            "gitlab_mcp.gitlab.requests.waiting 0",
            "gitlab_mcp.gitlab.requests.limit 512",
        ];

        Assert.Empty(gauges.Except(measured.Lines()));
    }

    private static string Request(string status, string outcome) =>
        $"gitlab_mcp.gitlab.request.duration{{http.request.method=GET,gitlab_mcp.status_class={status},gitlab_mcp.outcome={outcome}}}";
}
