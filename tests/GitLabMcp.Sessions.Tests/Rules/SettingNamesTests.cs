using GitLabMcp.Testing;
using Microsoft.Extensions.Configuration;

namespace GitLabMcp.Sessions.Tests.Rules;

public sealed class SettingNamesTests
{
    [Fact]
    public void Every_setting_is_documented_and_handed_over_by_the_AppHost() => Assert.Empty(SettingNames.Forgotten(NamesThatAreRead()));

    private static SortedSet<string> NamesThatAreRead()
    {
        var recorder = new Recorder();
        Settings.Read(new ConfigurationBuilder().Add(recorder).Build());
        return recorder.Names;
    }

    /// <summary>A configuration without values that notes which ones are asked for.</summary>
    private sealed class Recorder : ConfigurationProvider, IConfigurationSource
    {
        public SortedSet<string> Names { get; } = new(StringComparer.Ordinal);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Names.Add(key);
            value = null;
            return false;
        }
    }
}
