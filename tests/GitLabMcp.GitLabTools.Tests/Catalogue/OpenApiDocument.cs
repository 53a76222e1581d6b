using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>An OpenAPI 3.0 document, as far as it says which requests there are: paths, verbs, query parameters, fields of
/// bodies, and the types and enumerations of both.</summary>
internal sealed class OpenApiDocument
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete", "head"];

    private readonly JsonNode _document;
    private readonly List<(string Verb, string[] Path, JsonObject Operation)> _operations = [];

    public OpenApiDocument(JsonNode document)
    {
        _document = document;
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            _operations.AddRange(
                item!
                    .AsObject()
                    .Where(member => Verbs.Contains(member.Key))
                    .Select(member => (member.Key, path.Split('/'), member.Value!.AsObject()))
            );
        }
    }

    public int Count => _operations.Count;

    /// <returns>What the document does not know about a request; nothing when it is as documented.</returns>
    public IEnumerable<string> Check(RecordedRequest request)
    {
        var segments = request.Path.Split('/');
        var operation = _operations
            .Where(known => known.Verb.Equals(request.Method, StringComparison.OrdinalIgnoreCase) && known.Path.Length == segments.Length)
            .Where(known => known.Path.Zip(segments).All(pair => IsHole(pair.First) || pair.First == pair.Second))
            .OrderBy(known => known.Path.Count(IsHole))
            .FirstOrDefault();
        if (operation.Operation is null)
        {
            return [$"{request.Method} {request.Path}: no such operation"];
        }

        var where = $"{request.Method} {string.Join('/', operation.Path)}";
        return Query(operation.Operation, request).Concat(Body(operation.Operation, request)).Select(finding => $"{where}: {finding}");
    }

    private static bool IsHole(string segment) => segment is ['{', ..];

    private IEnumerable<string> Query(JsonObject operation, RecordedRequest request)
    {
        var known = (operation["parameters"]?.AsArray() ?? [])
            .Where(parameter => (string?)parameter!["in"] == "query")
            .ToLookup(parameter => Bare((string)parameter!["name"]!), parameter => Resolve(parameter!["schema"]));
        foreach (var pair in request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (Uri.UnescapeDataString(pair.Split('=')[0]), Uri.UnescapeDataString(pair.Split('=', 2)[^1]));
            if (!known.Contains(Bare(name)))
            {
                yield return $"no query parameter {name}";
            }
            else if (!name.Contains('[', StringComparison.Ordinal) && known[Bare(name)].All(schema => !Takes(schema, value)))
            {
                yield return $"query parameter {name} does not take {value}";
            }
        }
    }

    private IEnumerable<string> Body(JsonObject operation, RecordedRequest request)
    {
        if (
            request.Body.Length == 0
            || request.Headers.GetValueOrDefault("content-type")?.StartsWith("application/json", StringComparison.Ordinal) != true
        )
        {
            yield break;
        }

        var fields = (operation["requestBody"]?["content"]?.AsObject() ?? [])
            .Select(content => Resolve(content.Value!["schema"])?["properties"] as JsonObject)
            .FirstOrDefault(properties => properties is not null);
        foreach (var (name, value) in request.Json!.AsObject())
        {
            var schema = fields?.FirstOrDefault(field => Bare(field.Key) == name).Value;
            if (schema is null)
            {
                yield return $"no field {name} in the body";
            }
            else if (!Takes(Resolve(schema), value))
            {
                yield return $"field {name} of the body does not take {value?.ToJsonString()}";
            }
        }
    }

    /// <summary>`labels[]` and `position[new_line]` are labels and position.</summary>
    private static string Bare(string name) => name.Split('[')[0];

    private JsonNode? Resolve(JsonNode? schema) =>
        (string?)schema?["$ref"] is { } reference ? reference.Split('/')[1..].Aggregate(_document, (node, name) => node[name]!) : schema;

    private static bool Takes(JsonNode? schema, string text) =>
        (string?)schema?["type"] switch
        {
            "integer" => long.TryParse(text, CultureInfo.InvariantCulture, out _),
            "boolean" => text is "true" or "false",
            _ => schema?["enum"] is not JsonArray words || words.Any(word => word!.ToString() == text),
        };

    private bool Takes(JsonNode? schema, JsonNode? value) =>
        (string?)schema?["type"] switch
        {
            "array" => value is JsonArray items && items.All(item => schema!["items"] is not { } of || Takes(Resolve(of), item)),
            "object" => value is JsonObject or JsonArray,
            "string" => value is JsonValue
                && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
                && Takes(schema, value.ToString()),
            null => true,
            _ => value is JsonValue && Takes(schema, value.ToString()),
        };
}
