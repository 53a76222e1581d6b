using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Consent;

/// <summary>The changes that a call would have asked GitLab for, had they been sent. What would depend on GitLab's answers
/// to them is not known.</summary>
internal sealed class Plan
{
    /// <summary>In place of GitLab's answer.</summary>
    public static readonly GitLabRefusal Unsent = new(0, "Nothing was sent: this only shows what would be.", Retry.Never);

    // Together not more than an answer may have.
    private const int MostTold = 20, LongestBody = 4_000;
    private const string GraphQL = "graphql#";

    private readonly Lock _gate = new();
    private readonly List<GitLabRequest> _requests = [];

    public bool IsEmpty => _requests.Count == 0;

    public void Add(GitLabRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
        }
    }

    /// <summary>`[{"method":"PUT","path":"projects/group/app/merge_requests/5/merge","body":{…}}]`.</summary>
    public async Task<JsonArray> TellAsync(CancellationToken ct)
    {
        var told = new JsonArray();
        foreach (var request in _requests.Take(MostTold))
        {
            told.Add(await TellAsync(request, ct));
        }

        if (_requests.Count > MostTold)
        {
            told.Add(new JsonObject { ["further_requests"] = _requests.Count - MostTold });
        }

        return told;
    }

    private static async Task<JsonNode> TellAsync(GitLabRequest request, CancellationToken ct)
    {
        var isGraphQL = request.Template.StartsWith(GraphQL, StringComparison.Ordinal);
        var told = new JsonObject
        {
            ["method"] = request.Method.Method,
            ["path"] = isGraphQL ? "graphql" : Uri.UnescapeDataString(request.Path),
        };
        using var content = request.Content?.Invoke();
        if (content is null)
        {
            return told;
        }

        var bytes = await content.ReadAsByteArrayAsync(ct);
        if (content.Headers.ContentType?.MediaType != "application/json")
        {
            told["body"] = $"{bytes.Length} bytes of {content.Headers.ContentType?.MediaType ?? "data"}";
            return told;
        }

        var body = JsonNode.Parse(bytes);
        if (isGraphQL)
        {
            told["mutation"] = request.Template[GraphQL.Length..];
            body = body?["variables"];
        }

        if (bytes.Length > LongestBody)
        {
            told["body_start"] = Encoding.UTF8.GetString(bytes.AsSpan(0, LongestBody / 2));
            told["body_bytes"] = bytes.Length;
        }
        else if (body is not null)
        {
            told["body"] = body.DeepClone();
        }

        return told;
    }
}
