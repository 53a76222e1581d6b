using System.Security.Cryptography;

namespace GitLabMcp.Edge.Http;

/// <summary>A style sheet or a script of this server, from the resources of the assembly. Its address names the hash of its content, so
/// that browsers keep it for good. Another replica may have another version while a deployment is updated; it gives its own then, which
/// is not kept.</summary>
internal sealed class Asset
{
    private readonly byte[] _content;
    private readonly string _type;
    private readonly string _hash;

    /// <param name="path">`/assets/home.css`.</param>
    /// <param name="type">`text/css`.</param>
    /// <param name="resources">The names of the resources that it is made of.</param>
    public Asset(string path, string type, params string[] resources)
    {
        Path = path;
        _type = type + "; charset=utf-8";
        _content = [.. resources.SelectMany(Load)];
        _hash = Convert.ToHexStringLower(SHA256.HashData(_content).AsSpan(0, 8));
    }

    public string Path { get; }

    /// <summary>`/assets/home.css?v=0123456789abcdef`.</summary>
    public string Address => $"{Path}?v={_hash}";

    public void Map(WebApplication app) => app.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], WriteAsync);

    private Task WriteAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.Query["v"] == _hash ? "public, max-age=31536000, immutable" : "no-store";
        headers.XContentTypeOptions = "nosniff";
        context.Response.ContentType = _type;
        context.Response.ContentLength = _content.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(_content, context.RequestAborted).AsTask();
    }

    private static byte[] Load(string resource)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
