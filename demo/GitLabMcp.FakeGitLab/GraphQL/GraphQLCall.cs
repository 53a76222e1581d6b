using System.Globalization;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>Who asks, of which world.</summary>
internal sealed record GraphQLCall(GitLabWorld World, FakeUser User)
{
    /// <summary>A page of a list, as GitLab gives it: `first` and `after` choose it.</summary>
    public static JsonObject Page(GraphQLSelection field, IEnumerable<JsonNode> all)
    {
        var rows = all.ToList();
        var start = field.Number("after") ?? 0;
        var end = Math.Min(start + Math.Min(field.Number("first") ?? 100, 100), rows.Count);
        return new()
        {
            ["count"] = rows.Count,
            ["nodes"] = new JsonArray([.. rows[Math.Min(start, end)..end].Select(row => row.DeepClone())]),
            ["pageInfo"] = new JsonObject
            {
                ["hasNextPage"] = end < rows.Count,
                ["hasPreviousPage"] = start > 0,
                ["startCursor"] = start.ToString(CultureInfo.InvariantCulture),
                ["endCursor"] = end.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    /// <summary>The 7 of `gid://gitlab/Note/7`.</summary>
    public static string Number(string? globalId) => globalId?.Split('/')[^1] ?? "";
}
