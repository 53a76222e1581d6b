namespace GitLabMcp.GitLabTools.Resources;

/// <summary>What a file is, by the end of its name. Source code of any language is plain text.</summary>
internal static class MimeTypes
{
    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".css"] = "text/css",
        [".csv"] = "text/csv",
        [".gif"] = "image/gif",
        [".gz"] = "application/gzip",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".js"] = "text/javascript",
        [".json"] = "application/json",
        [".markdown"] = "text/markdown",
        [".md"] = "text/markdown",
        [".mjs"] = "text/javascript",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".toml"] = "application/toml",
        [".webp"] = "image/webp",
        [".xml"] = "application/xml",
        [".yaml"] = "application/yaml",
        [".yml"] = "application/yaml",
        [".zip"] = "application/zip",
    };

    public static string Of(string path, bool isText) =>
        ByExtension.GetValueOrDefault(Path.GetExtension(path)) ?? (isText ? "text/plain" : "application/octet-stream");
}
