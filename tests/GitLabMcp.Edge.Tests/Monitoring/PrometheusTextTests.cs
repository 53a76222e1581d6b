using System.Diagnostics.Metrics;
using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Monitoring;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.Sessions.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.Edge.Tests.Monitoring;

public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData(
        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        true
    )]
    [InlineData("text/plain;version=0.0.4;q=1,*/*;q=0.1", true)]
    [InlineData("application/json, text/plain, */*", false)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", false)]
    [InlineData("*/*", false)]
    [InlineData("", false)]
    public void Is_what_a_scraper_asks_for_and_nobody_else(string accept, bool isAccepted) =>
        Assert.Equal(isAccepted, PrometheusText.IsAccepted(accept));

    /// <summary>The name of the process may come from the environment.</summary>
    [Fact]
    public void Escapes_the_name_of_the_process()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var counters = new Counters(services.GetRequiredService<IMeterFactory>());

        var text = PrometheusText.Write(
            counters,
            new ReportResponse(),
            age: null,
            new ServiceInstance("a\"b\\c\nd"),
            PrometheusText.Format(""),
            withSignIns: false
        );

        Assert.Contains("""gitlab_mcp_requests_total{service_instance_id="a\"b\\c\nd"} 0""" + "\n", text, StringComparison.Ordinal);
    }
}
