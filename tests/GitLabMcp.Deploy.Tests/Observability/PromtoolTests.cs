using System.Diagnostics;
using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Observability;

/// <summary>Prometheus' own tool reads deploy/observability.</summary>
public sealed class PromtoolTests
{
    [Theory]
    [InlineData("check", "config", "prometheus.yaml")]
    [InlineData("check", "rules", "gitlab-mcp.rules.yaml")]
    [InlineData("test", "rules", "gitlab-mcp.rules.test.yaml")]
    public async Task Finds_no_fault(string verb, string what, string file)
    {
        Assert.SkipUnless(Programs.Has("promtool"), "promtool is missing: ./dev setup installs it.");
        var start = new ProcessStartInfo("promtool", [verb, what, RepositoryFiles.PathOf($"deploy/observability/{file}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var promtool = Process.Start(start)!;
        var written = await Task.WhenAll(promtool.StandardOutput.ReadToEndAsync(Ct), promtool.StandardError.ReadToEndAsync(Ct));
        await promtool.WaitForExitAsync(Ct);
        Assert.True(promtool.ExitCode == 0, string.Concat(written));
    }

    [Fact]
    public void Every_alert_is_tested()
    {
        var rules = Yaml.Read(RepositoryFiles.Read("deploy/observability/gitlab-mcp.rules.yaml"));
        var tests = Yaml.Read(RepositoryFiles.Read("deploy/observability/gitlab-mcp.rules.test.yaml"));
        var fired = tests
            .ListAt("tests")
            .SelectMany(test => test.ListAt("alert_rule_test"))
            .Where(test => test.ListAt("exp_alerts").Any())
            .Select(test => test.TextAt("alertname"));
        var alerts = rules
            .ListAt("groups")
            .SelectMany(group => group.ListAt("rules"))
            .Select(rule => rule.TextAt("alert"))
            .OfType<string>();
        Assert.Empty(alerts.Except(fired));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
