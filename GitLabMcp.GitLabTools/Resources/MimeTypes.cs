using Microsoft.AspNetCore.StaticFiles;

namespace GitLabMcp.GitLabTools.Resources;

/// <summary>The type of a file by the end of its name. Source code of any language is plain text.</summary>
internal static class MimeTypes
{
    // ASP.NET's types name what browsers do with a file: source code becomes video (.ts) or a program (.java, .sh). So texts have only
    // the types of this table, which come first for other files too.
    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".css"] = "text/css",
        [".csv"] = "text/csv",
        [".gz"] = "application/gzip",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".markdown"] = "text/markdown",
        [".md"] = "text/markdown",
        [".mjs"] = "text/javascript",
        [".svg"] = "image/svg+xml",
        [".toml"] = "application/toml",
        [".xml"] = "application/xml",
        [".yaml"] = "application/yaml",
        [".yml"] = "application/yaml",
        [".zip"] = "application/zip",
    };

    private static readonly FileExtensionContentTypeProvider Known = new();

    public static string Of(string path, bool isText) =>
        ByExtension.GetValueOrDefault(Path.GetExtension(path)) is { } type ? type
        : isText ? "text/plain"
        : Known.TryGetContentType(path, out var known) ? known
        : "application/octet-stream";
}
