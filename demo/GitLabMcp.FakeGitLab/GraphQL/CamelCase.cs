using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>Documents of the REST API in the spelling of GraphQL: `web_url` is `webUrl`. What is secret is left out.</summary>
internal static partial class CamelCase
{
    public static JsonObject Of(string type, JsonObject document)
    {
        var json = Of(document);
        json["__typename"] = type;
        if (json["id"] is JsonValue id && long.TryParse(id.ToString(), out var number))
        {
            json["id"] = $"gid://gitlab/{type}/{number}";
        }

        return json;
    }

    private static JsonObject Of(JsonObject document) =>
        new(
            document
                .Where(field => !field.Key.Contains("token", StringComparison.Ordinal))
                .Select(field =>
                    KeyValuePair.Create(Underscore().Replace(field.Key, match => match.Groups[1].Value.ToUpperInvariant()), Of(field.Value))
                )
        );

    private static JsonNode? Of(JsonNode? node) =>
        node switch
        {
            JsonObject document => Of(document),
            JsonArray items => new JsonArray([.. items.Select(Of)]),
            _ => node?.DeepClone(),
        };

    [GeneratedRegex("(?<=.)_([a-z])")]
    private static partial Regex Underscore();
}
