using System.Net;

namespace GitLabMcp.Edge.Http;

/// <summary>Where the Edge listens and what it takes from a connection.</summary>
internal static class Listening
{
    /// <summary>The largest request body in bytes: docs/behaviour.md, Message limits.</summary>
    public const int MaxBody = 4 * 1024 * 1024;

    /// <summary>Bytes of a refused body that are read and thrown away: a client that is cut off while it sends sees a
    /// broken connection instead of the 413.</summary>
    private const int MaxDrained = 16 * 1024 * 1024;

    private const string EveryAddress = "0.0.0.0";

    public static void AddListening(this WebApplicationBuilder builder, EdgeSettings settings)
    {
        var host = settings.Host ?? EveryAddress;
        builder.Services.AddSingleton(new HostAndOrigin(settings));
        builder.Services.AddSingleton(new MonitoringPort(settings.MonitoringPort));
        builder.Services.AddTrustedProxies(settings);
        builder.WebHost.UseKestrelHttpsConfiguration();

        // Only CR LF ends a line, so that a header which a proxy in front takes for one is not two here.
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

        if (settings.EndpointUrls.Count > 0)
        {
            if (settings.MonitoringPort is { } port)
            {
                builder.WebHost.ConfigureKestrel(kestrel =>
                    kestrel.Listen(IPAddress.Parse(host == "localhost" ? "127.0.0.1" : host), port)
                );
            }

            return;
        }

        builder.WebHost.UseUrls([
            .. settings.Urls ?? [Url(host, settings.Port)],
            .. settings.MonitoringPort is { } monitoring ? [Url(host, monitoring)] : Array.Empty<string>(),
        ]);
    }

    /// <summary>Hosts that users may reach us at: what this process listens on, and HOST where somebody in front listens for us.</summary>
    public static IEnumerable<string> Hosts(EdgeSettings settings) =>
        (settings.EndpointUrls.Count > 0 ? settings.EndpointUrls : settings.Urls) is { } urls
            ? [.. urls.Select(url => BindingAddress.Parse(url).Host), .. settings.Host is { } host ? [host] : Array.Empty<string>()]
            : [settings.Host ?? EveryAddress];

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string Url(string host, int port) =>
        host.Contains(':', StringComparison.Ordinal) ? $"http://[{host}]:{port}" : $"http://{host}:{port}";
}
