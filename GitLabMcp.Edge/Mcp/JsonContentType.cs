using Microsoft.Net.Http.Headers;

namespace GitLabMcp.Edge.Mcp;

/// <summary>The content type that requests must have. JSON is UTF-8 (RFC 8259, 8.1): a reader that follows another charset would read
/// another message than the one that was admitted.</summary>
internal static class JsonContentType
{
    public static bool IsIn(HttpRequest request) =>
        request.HasJsonContentType()
        && request.Headers.ContentType.Count == 1
        && MediaTypeHeaderValue.TryParse(request.Headers.ContentType[0], out var type)
        && type.Parameters.All(parameter =>
            !parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(parameter.Value).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        );
}
