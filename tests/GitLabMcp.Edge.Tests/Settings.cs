using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;

namespace GitLabMcp.Edge.Tests;

/// <summary>Settings as a test writes them: <c>Settings.Of(("PORT", "0"))</c>.</summary>
internal static class Settings
{
    public static SettingsReader Of(params (string Name, string Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build());
}
