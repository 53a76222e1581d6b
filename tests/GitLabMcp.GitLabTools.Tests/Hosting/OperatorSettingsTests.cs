using GitLabMcp.GitLabTools.OAuth;
using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The operator's settings have their names in one place, and each is documented.</summary>
public sealed class OperatorSettingsTests
{
    [Fact]
    public void The_settings_that_are_read_are_the_settings_that_are_named()
    {
        var configuration = new RecordingConfiguration();
        OperatorSettings.Read(new SettingsReader(configuration));
        Assert.Equal(OperatorSettings.Names.Order(StringComparer.Ordinal), configuration.Read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_settings_of_signing_in_that_are_read_are_those_that_are_named()
    {
        var configuration = new RecordingConfiguration();
        OAuthApplication.Read(new SettingsReader(configuration));
        Assert.Equal(OAuthApplication.Names.Order(StringComparer.Ordinal), configuration.Read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_is_documented_and_handed_over_by_the_AppHost() =>
        Assert.Empty(SettingNames.Forgotten([.. OperatorSettings.Names, .. OAuthApplication.Names]));

    /// <summary>Has no settings, and notes which were asked for.</summary>
    private sealed class RecordingConfiguration : IConfiguration
    {
        public HashSet<string> Read { get; } = [];

        public string? this[string key]
        {
            get
            {
                Read.Add(key);
                return null;
            }
            set => throw new NotSupportedException();
        }

        public IConfigurationSection GetSection(string key) => throw new NotSupportedException();

        public IEnumerable<IConfigurationSection> GetChildren() => throw new NotSupportedException();

        public IChangeToken GetReloadToken() => throw new NotSupportedException();
    }
}
