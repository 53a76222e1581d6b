using System.Net;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge.Http;

/// <summary>Refuses requests that a foreign web page makes through a browser: a Host that is not ours (DNS rebinding)
/// or an Origin that is not ours. MCP specification, Streamable HTTP, security warning. The address that users sign in at
/// (MCP_SERVER_URL) is ours without being listed.</summary>
internal sealed class HostAndOrigin
{
    private readonly HashSet<string> _hosts;
    private readonly HashSet<string> _origins;
    private readonly bool _anyHost;
    private readonly bool _signsIn;

    public HostAndOrigin(EdgeSettings settings)
    {
        var hosts = settings.AllowedHosts;
        _anyHost = hosts.Contains("*");
        _hosts = new HashSet<string>(hosts.Select(WithoutPort), StringComparer.OrdinalIgnoreCase)
        {
            "localhost",
            Environment.MachineName,
            Dns.GetHostName(),
        };
        _origins = new HashSet<string>(settings.AllowedOrigins.Select(Canonical), StringComparer.OrdinalIgnoreCase);
        _signsIn = settings.OAuth.Mode != OAuthMode.Off;
        if (_signsIn && settings.OAuth.ServerUrl is { } url)
        {
            _hosts.Add(new Uri(url).IdnHost);
            _origins.Add(url);
        }
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!IsOurs(request.Host))
        {
            return ErrorBody.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "Host not allowed",
                "This server is not reached by this host name. The operator can add it to MCP_ALLOWED_HOSTS."
            );
        }

        if (
            request.Headers.Origin is { Count: > 0 } origins
            && !(origins is [{ } origin] && IsOurs(origin, request))
            && !(_signsIn && OAuthPaths.IsForAnyOrigin(request.Path))
        )
        {
            return ErrorBody.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "Origin not allowed",
                "Web pages of this origin may not call this server. The operator can add it to MCP_ALLOWED_ORIGINS."
            );
        }

        return next(context);
    }

    /// <summary>A request without Host is HTTP/1.0 (probes of load balancers): no browser sends it.</summary>
    private bool IsOurs(HostString host) =>
        _anyHost || !host.HasValue || _hosts.Contains(host.Host.TrimEnd('.')) || IPAddress.TryParse(host.Host.Trim('[', ']'), out _);

    /// <summary>Our own origin is our Host over our scheme, or over https when a proxy in front ends TLS.</summary>
    private bool IsOurs(string origin, HttpRequest request) =>
        _origins.Contains(origin)
        || (
            request.Host.HasValue
            && (
                origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
                || origin.Equals($"https://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
            )
        );

    private static string WithoutPort(string host) => new HostString(host).Host.TrimEnd('.');

    private static string Canonical(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.AbsolutePath == "/" && uri.Host.Length > 0
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new InvalidSettingException(
                $"MCP_ALLOWED_ORIGINS={origin} is not valid: expected origins such as https://app.example.com."
            );
}
