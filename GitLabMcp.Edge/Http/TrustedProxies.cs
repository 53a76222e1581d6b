using System.Net;
using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace GitLabMcp.Edge.Http;

/// <summary>X-Forwarded-For, -Proto and -Host are believed only from <c>TRUSTED_PROXIES</c>: addresses and networks,
/// such as <c>10.0.0.5, 192.168.0.0/16</c>.</summary>
internal static class TrustedProxies
{
    public static void AddTrustedProxies(this IServiceCollection services, EdgeSettings settings)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.All & ~ForwardedHeaders.XForwardedPrefix,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in settings.TrustedProxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(proxy, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new InvalidSettingException(
                    $"TRUSTED_PROXIES={proxy} is not valid: expected IP addresses and networks such as 10.0.0.5 or 192.168.0.0/16."
                );
            }
        }

        services.AddSingleton(options);
    }

    public static void UseTrustedProxies(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<ForwardedHeadersOptions>();
        if (options.KnownProxies.Count + options.KnownIPNetworks.Count > 0)
        {
            app.UseForwardedHeaders(options);
        }
    }
}
