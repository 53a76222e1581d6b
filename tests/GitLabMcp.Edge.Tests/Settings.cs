using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;

namespace GitLabMcp.Edge.Tests;

/// <summary>Settings as a test writes them: <c>Settings.Read(("PORT", "0"))</c>.</summary>
internal static class Settings
{
    public static EdgeSettings Read(params (string Name, string Value)[] settings) => EdgeSettings.Read(Configuration(settings));

    public static SettingsReader Of(params (string Name, string Value)[] settings) => new(Configuration(settings));

    private static IConfigurationRoot Configuration((string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Reverse().DistinctBy(s => s.Name).ToDictionary(s => s.Name, s => (string?)s.Value))
            .Build();
}
