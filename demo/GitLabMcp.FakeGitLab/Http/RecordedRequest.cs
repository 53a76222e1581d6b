using System.Text;
using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.Http;

/// <summary>A request as the fake GitLab saw it.</summary>
/// <param name="Method">`GET`, …</param>
/// <param name="Path">Without the query; escapes are kept.</param>
/// <param name="Query">Without `?`; escapes are kept.</param>
/// <param name="Body">As UTF-8 text; empty when there was none.</param>
/// <param name="User">Whose token it carried; null for none or an unknown one.</param>
/// <param name="Headers">By lower-case name.</param>
public sealed record RecordedRequest(
    string Method,
    string Path,
    string Query,
    string Body,
    string? User,
    IReadOnlyDictionary<string, string> Headers
)
{
    /// <summary>`GET /api/v4/projects/1?x=1`.</summary>
    public string Line => Query.Length == 0 ? $"{Method} {Path}" : $"{Method} {Path}?{Query}";

    public JsonNode? Json => Body.Length == 0 ? null : JsonNode.Parse(Body);

    internal static RecordedRequest Of(HttpContext http, Incoming request, byte[] body, string? user) =>
        new(
            request.Method,
            request.Path,
            request.Query,
            Encoding.UTF8.GetString(body),
            user,
            http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString())
        );
}
