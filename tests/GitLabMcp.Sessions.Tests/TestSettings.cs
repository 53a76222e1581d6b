using Microsoft.Extensions.Configuration;

namespace GitLabMcp.Sessions.Tests;

internal static class TestSettings
{
    /// <summary>The default settings, but for these. Times in seconds.</summary>
    public static Settings Of(int timeout, int retention, int sessions, int perMinute, int perPrincipal) =>
        Settings.Read(new ConfigurationBuilder().Build()) with
        {
            Timeout = TimeSpan.FromSeconds(timeout),
            Retention = TimeSpan.FromSeconds(retention),
            MaxSessions = sessions,
            MaxRequestsPerMinute = perMinute,
            MaxSessionsPerPrincipal = perPrincipal,
            MaxAuthFailuresPerMinute = 1_000_000,
        };

    public static Settings Usual => Of(timeout: 3600, retention: 86_400, sessions: 1000, perMinute: 60, perPrincipal: 20);
}
