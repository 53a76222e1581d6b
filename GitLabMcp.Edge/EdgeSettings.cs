using System.Net;
using System.Text.RegularExpressions;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge;

/// <summary>The settings of the Edge, read once at the start: docs/configuration.md. A class and not a record, because the text of
/// a record would show the token.</summary>
internal sealed class EdgeSettings
{
    private EdgeSettings() { }

    public required bool StreamableHttp { get; init; }

    /// <summary>Each user brings a token. Otherwise everybody acts with <see cref="PersonalAccessToken"/>.</summary>
    public required bool RemoteAuthorization { get; init; }

    public required string? PersonalAccessToken { get; init; }

    /// <summary>The form that tokens must have beside the general one; null for no other.</summary>
    public required Regex? TokenPattern { get; init; }

    public required bool RequireTokenOnEveryRequest { get; init; }

    public required TimeSpan CallTimeout { get; init; }

    /// <summary>How long a process that was told to stop goes on serving, so that balancers see that it is not ready.</summary>
    public required TimeSpan ShutdownDelay { get; init; }

    /// <summary>An IP address or localhost; null when it is not set, which means every address.</summary>
    public required string? Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Null when monitoring is served on the main port.</summary>
    public required int? MonitoringPort { get; init; }

    public required IReadOnlyList<string> AllowedHosts { get; init; }

    public required IReadOnlyList<string> AllowedOrigins { get; init; }

    public required IReadOnlyList<string> TrustedProxies { get; init; }

    public required OAuthSettings OAuth { get; init; }

    /// <summary>The addresses that ASP.NET Core was given (<c>ASPNETCORE_URLS</c>), which HOST and PORT do not change; null for
    /// none.</summary>
    public required IReadOnlyList<string>? Urls { get; init; }

    /// <summary>The addresses in <c>Kestrel:Endpoints</c>, which come before all others.</summary>
    public required IReadOnlyList<string> EndpointUrls { get; init; }

    /// <exception cref="InvalidSettingException">A setting cannot be used; the message is one line that names it.</exception>
    public static EdgeSettings Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration);
        var settings = new EdgeSettings
        {
            StreamableHttp = read.Flag(ServerSettings.StreamableHttp),
            RemoteAuthorization = read.Flag(ServerSettings.RemoteAuthorization),
            PersonalAccessToken = read.Text(ServerSettings.PersonalAccessToken),
            TokenPattern = read.Pattern(GitLabSettings.TokenPattern),
            RequireTokenOnEveryRequest = read.Flag(SessionSettings.RequireToken),
            CallTimeout = read.Seconds(ServerSettings.CallTimeout),
            ShutdownDelay = read.Seconds(ServerSettings.ShutdownDelay),
            Host = ReadHost(read),
            Port = read.Number(ServerSettings.Port),
            MonitoringPort = read.Number(ServerSettings.MonitoringPort),
            AllowedHosts = read.List(ServerSettings.AllowedHosts),
            AllowedOrigins = read.List(ServerSettings.AllowedOrigins),
            TrustedProxies = read.List(ServerSettings.TrustedProxies),
            OAuth = OAuthSettings.Read(read),
            Urls = configuration["urls"] is { Length: > 0 } urls
                ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : null,
            EndpointUrls = [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "")],
        };
        return settings.MonitoringPort == settings.Port
            ? throw new InvalidSettingException($"MONITORING_PORT={settings.MonitoringPort} is not valid: expected another port than PORT.")
            : settings;
    }

    /// <summary>The name of a host is refused, because Kestrel would listen on every address for it.</summary>
    private static string? ReadHost(SettingsReader read) =>
        read.Text(ServerSettings.Host) is not { } host || host == "localhost" || IPAddress.TryParse(host, out _)
            ? read.Text(ServerSettings.Host)
            : throw new InvalidSettingException($"HOST={host} is not valid: expected an IP address or localhost.");
}
