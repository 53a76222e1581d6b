using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;

namespace GitLabMcp.Fake.Http;

/// <summary>A request line as it came over the wire: escapes are kept, as GitLab's routes depend on them.</summary>
internal sealed partial record Incoming(string Method, string Target)
{
    /// <summary>The target without its query.</summary>
    public string Path { get; } = Target.Split('?', 2)[0];

    /// <summary>The query without its question mark, still escaped; empty when there is none.</summary>
    public string Query { get; } = Target.Split('?', 2) is [_, var query] ? query : "";

    public static Incoming From(HttpContext http) =>
        new(http.Request.Method, WithoutOrigin(http.Features.Get<IHttpRequestFeature>()!.RawTarget));

    /// <summary>A proxy may pass on `http://host/path` as it got it.</summary>
    private static string WithoutOrigin(string target) =>
        target is ['/', ..] ? target : target[Math.Max(target.IndexOf('/', "https://".Length), 0)..];

    /// <summary>`workItem` of `{"query":"query workItem($fullPath: ID!) { … }"}`; empty when it has no name.</summary>
    public static string OperationName(byte[] body) =>
        body is [(byte)'{', ..]
        && JsonNode.Parse(body)?["query"]?.GetValue<string>() is { } query
        && NamedOperation().Match(query) is { Success: true } match
            ? match.Groups[1].Value
            : "";

    [GeneratedRegex(@"^\s*(?:query|mutation|subscription)\s+(\w+)")]
    private static partial Regex NamedOperation();

    public static async Task<byte[]> ReadBodyAsync(HttpContext http)
    {
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory, http.RequestAborted);
        return memory.ToArray();
    }
}
