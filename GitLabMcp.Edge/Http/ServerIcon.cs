using Microsoft.AspNetCore.Http.Extensions;

namespace GitLabMcp.Edge.Http;

/// <summary>The icon that a client may show for this server. A PNG under the server's own address, because not every client shows
/// other forms or fetches from other hosts (MCP specification 2025-11-25, Icons).</summary>
internal static class ServerIcon
{
    public const string MimeType = "image/png";
    public const string Size = "48x48";

    public const string Path = "/icon.png";

    private static readonly byte[] Png = Load();

    /// <summary>The address of the icon as the client of this request reaches the server: `http://localhost:3002/icon.png`.</summary>
    public static string AddressFor(HttpRequest request)
    {
        // HTTP/1.0 has no Host.
        var host = request.Host.HasValue ? request.Host : new HostString("localhost", request.HttpContext.Connection.LocalPort);
        return UriHelper.BuildAbsolute(request.Scheme, host, request.PathBase, Path);
    }

    public static void MapServerIcon(this WebApplication app) =>
        app.MapMethods(
            Path,
            [HttpMethods.Get, HttpMethods.Head],
            static context =>
            {
                context.Response.Headers.CacheControl = "public, max-age=86400";
                return Results.Bytes(Png, MimeType).ExecuteAsync(context);
            }
        );

    private static byte[] Load()
    {
        using var stream = typeof(ServerIcon).Assembly.GetManifestResourceStream("server-icon.png")!;
        var png = new byte[stream.Length];
        stream.ReadExactly(png);
        return png;
    }
}
