using GitLabMcp.Edge.Admission;
using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Testing;
using Microsoft.Extensions.Configuration;

namespace GitLabMcp.Edge.Tests;

public sealed class EdgeSettingsTests
{
    [Fact]
    public void Every_setting_that_is_read_is_named_once()
    {
        var source = new RecordingSource();
        var configuration = new ConfigurationBuilder().Add(source).Build();

        EdgeSettings.Read(configuration);
        _ = new GitLabInstances(new SettingsReader(configuration));

        Assert.Equal(
            EdgeSettings.Names.Order(StringComparer.Ordinal),
            source.Read.Where(name => name != "urls").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_setting_is_documented_and_handed_over_by_the_AppHost() => Assert.Empty(SettingNames.Forgotten(EdgeSettings.Names));

    [Fact]
    public void The_text_of_the_settings_does_not_show_the_token() =>
        Assert.DoesNotContain("glpat", $"{Settings.Read(("GITLAB_PERSONAL_ACCESS_TOKEN", "glpat-secret"))}", StringComparison.Ordinal);

    /// <summary>A configuration without values that remembers the names it is asked for.</summary>
    private sealed class RecordingSource : ConfigurationProvider, IConfigurationSource
    {
        public HashSet<string> Read { get; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Read.Add(key);
            return base.TryGet(key, out value);
        }
    }
}
