using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http.Extensions;

namespace GitLabMcp.Edge.Http;

/// <summary>The pictures that a host may show beside tools, one for each toolset, named like it. PNG, and under the address
/// of this Edge, because not every host shows others (MCP specification 2025-11-25, Icons).</summary>
internal static class IconFiles
{
    private const string Folder = "/icons/";
    private const string Extension = ".png";

    private static readonly FrozenDictionary<string, byte[]> Files = Load();

    /// <summary>The name of a toolset's picture in the folder; null for a toolset that has none.</summary>
    public static string? NameOf(string toolset) => Files.ContainsKey(toolset) ? toolset + Extension : null;

    /// <summary>The folder as this request's client reaches it: `http://localhost:3002/icons/`.</summary>
    public static string FolderFor(HttpRequest request)
    {
        // HTTP/1.0 has no Host.
        var host = request.Host.HasValue ? request.Host : new HostString("localhost", request.HttpContext.Connection.LocalPort);
        return UriHelper.BuildAbsolute(request.Scheme, host, request.PathBase, Folder);
    }

    public static void MapIcons(this WebApplication app) =>
        app.MapMethods(
            Folder + "{toolset}" + Extension,
            [HttpMethods.Get, HttpMethods.Head],
            (string toolset, HttpResponse response) =>
            {
                if (!Files.TryGetValue(toolset, out var png))
                {
                    return Results.NotFound();
                }

                response.Headers.CacheControl = "public, max-age=86400";
                return Results.Bytes(png, "image/png");
            }
        );

    private static FrozenDictionary<string, byte[]> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[..^Extension.Length],
                name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    var png = new byte[stream.Length];
                    stream.ReadExactly(png);
                    return png;
                }
            );
    }
}
