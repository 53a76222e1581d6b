using System.Net;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge.Http;

/// <summary>Where the Edge listens and what it takes from a connection.</summary>
internal static class Listening
{
    /// <summary>The largest request body in bytes: docs/behaviour.md, Message limits.</summary>
    public const int MaxBody = 4 * 1024 * 1024;

    /// <summary>Bytes of a refused body that are read and thrown away: a client that is cut off while it sends sees a
    /// broken connection instead of the 413.</summary>
    private const int MaxDrained = 16 * 1024 * 1024;

    public static void AddListening(this WebApplicationBuilder builder, SettingsReader settings)
    {
        var host = Host(settings);
        var port = settings.Number("PORT", 3002, 0, 65535);
        var monitoring = settings.Text("MONITORING_PORT") is null ? (int?)null : settings.Number("MONITORING_PORT", 0, 1, 65535);
        if (monitoring == port)
        {
            throw new InvalidSettingException($"MONITORING_PORT={monitoring} is not valid: expected another port than PORT.");
        }

        builder.Services.AddSingleton(new HostAndOrigin(settings));
        builder.Services.AddSingleton(new MonitoringPort(monitoring));
        builder.Services.AddTrustedProxies(settings);
        builder.WebHost.UseKestrelHttpsConfiguration();

        // A line ends with CR LF only: what a proxy in front takes for one header must not be two here.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxDrained;
            kestrel.Limits.MaxRequestHeaderCount = 100;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
        });

        var given = GivenUrls(builder.Configuration);
        var hasEndpoints = builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (hasEndpoints)
        {
            if (monitoring is { } extra)
            {
                builder.WebHost.ConfigureKestrel(kestrel =>
                    kestrel.Listen(IPAddress.Parse(host == "localhost" ? "127.0.0.1" : host), extra)
                );
            }

            return;
        }

        builder.WebHost.UseUrls([.. given ?? [Url(host, port)], .. monitoring is { } second ? [Url(host, second)] : Array.Empty<string>()]);
    }

    /// <summary>The addresses this process was given, which PORT and HOST then do not change; null when none was.</summary>
    public static string[]? GivenUrls(IConfiguration configuration) =>
        configuration["urls"] is { Length: > 0 } urls
            ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : null;

    /// <summary>HOST: an address or localhost. A name is refused: Kestrel would listen on every address for it.</summary>
    public static string Host(SettingsReader settings)
    {
        var host = settings.Text("HOST") ?? "0.0.0.0";
        return host == "localhost" || IPAddress.TryParse(host, out _)
            ? host
            : throw new InvalidSettingException($"HOST={host} is not valid: expected an IP address or localhost.");
    }

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string Url(string host, int port) =>
        host.Contains(':', StringComparison.Ordinal) ? $"http://[{host}]:{port}" : $"http://{host}:{port}";
}
