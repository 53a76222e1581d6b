using GitLabMcp.Edge.Monitoring;

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
}
