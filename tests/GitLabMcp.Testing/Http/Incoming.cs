using Microsoft.AspNetCore.Http.Features;

namespace GitLabMcp.Testing.Http;

/// <summary>A request line as it came over the wire: escapes are kept, as GitLab's routes depend on them.</summary>
internal sealed record Incoming(string Method, string Target)
{
    /// <summary>The target without its query.</summary>
    public string Path { get; } = Target.Split('?', 2)[0];

    /// <summary>The query without its question mark, still escaped; empty when there is none.</summary>
    public string Query { get; } = Target.Split('?', 2) is [_, var query] ? query : "";

    public static Incoming From(HttpContext http) => new(http.Request.Method, http.Features.Get<IHttpRequestFeature>()!.RawTarget);

    public static async Task<byte[]> ReadBodyAsync(HttpContext http)
    {
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory, http.RequestAborted);
        return memory.ToArray();
    }
}
