using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace GitLabMcp.Fake.Http;

/// <summary>A request on its way through a route: who asks, the route's values, query and body.</summary>
internal sealed class Call(
    GitLabWorld world,
    Incoming request,
    byte[] body,
    string? contentType,
    FakeToken token,
    IReadOnlyDictionary<string, string> values
)
{
    private readonly Dictionary<string, StringValues> _query = QueryHelpers.ParseQuery(request.Query);
    private JsonObject? _json;

    public GitLabWorld World => world;

    public FakeToken Token => token;

    public FakeUser User => token.User;

    public byte[] Body => body;

    public string ContentType => contentType ?? "";

    public JsonObject Json =>
        _json ??=
            body.Length > 0 && ContentType.StartsWith("application/json", StringComparison.Ordinal)
                ? JsonNode.Parse(body) as JsonObject ?? []
                : [];

    /// <summary>A value of the route, unescaped.</summary>
    public string this[string name] => values[name];

    public bool Has(string name) => values.ContainsKey(name);

    public string? Query(string name) => _query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>The whole query: `labels`, `iids[]`, `not[author_username]`, each with its values.</summary>
    public IEnumerable<(string Name, string[] Values)> Queries => _query.Select(one => (one.Key, one.Value.OfType<string>().ToArray()));

    /// <summary>The values of `name[]`, or of `name` split at commas.</summary>
    public string[] QueryList(string name) =>
        _query.TryGetValue(name + "[]", out var many) ? [.. many!]
        : Query(name) is { } joined ? joined.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [];

    public int Number(string name, int @default) => int.TryParse(Query(name), out var number) ? number : @default;

    public string? Text(string name) =>
        Json[name] is JsonValue value
            ? value.GetValueKind() == JsonValueKind.String
                ? value.GetValue<string>()
                : value.ToJsonString()
            : null;

    /// <summary>The project named by `:id`, by its number or its path.</summary>
    public FakeProject? Project => world.Project(values["id"]);

    /// <summary>The group named by `:group`, by its number or its path.</summary>
    public string? GroupPath =>
        world.FindNamespace(values["group"]) is { } space && (string?)space["kind"] == "group" ? (string?)space["full_path"] : null;

    public Answer Page(IEnumerable<JsonNode> all)
    {
        var items = all.ToList();
        var perPage = Math.Clamp(Number("per_page", 20), 1, 100);
        var page = Math.Max(Number("page", 1), 1);
        var pages = Math.Max((items.Count + perPage - 1) / perPage, 1);
        return Answer.Paged([.. items.Skip((page - 1) * perPage).Take(perPage)], page, perPage, items.Count, pages);
    }

    public string BodyText => Encoding.UTF8.GetString(body);
}
