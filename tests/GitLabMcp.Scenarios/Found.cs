using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace GitLabMcp.Scenarios;

/// <summary>A part of an answer, which later calls take as it is. What is not there fails the scenario: it is a dead end.</summary>
[JsonConverter(typeof(AsItIs))]
internal sealed class Found(JsonNode node, string path)
{
    public Found this[string field] =>
        node is JsonObject json && json[field] is { } value ? new Found(value, $"{path}.{field}") : throw DeadEnd($"no {field} in {path}");

    public Found this[int index] =>
        node is JsonArray rows && index < rows.Count
            ? new Found(rows[index]!, $"{path}[{index}]")
            : throw DeadEnd($"no row {index} in {path}");

    /// <summary>The text of a text, the JSON of anything else.</summary>
    public string Text =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : node.ToJsonString();

    public int Count => node.AsArray().Count;

    public bool Has(string field) => node is JsonObject json && json[field] is not null;

    public bool IsTrue => node.GetValueKind() == JsonValueKind.True;

    /// <summary>The rows of a list.</summary>
    public IEnumerable<Found> Rows => Enumerable.Range(0, Count).Select(index => this[index]);

    /// <summary>The first row of which a field says this.</summary>
    public Found Row(string field, string text) =>
        Rows.FirstOrDefault(row => row.Has(field) && row[field].Text.Contains(text, StringComparison.OrdinalIgnoreCase))
        ?? throw DeadEnd($"no row in {path} whose {field} has {text}");

    /// <summary>What a text says in the first group of the pattern.</summary>
    public string Match(string pattern) =>
        Regex.Match(Text, pattern, RegexOptions.None, TimeSpan.FromSeconds(5)) is { Success: true } match
            ? match.Groups[1].Value
            : throw DeadEnd($"nothing like {pattern} in {path}");

    public override string ToString() => Text;

    private InvalidOperationException DeadEnd(string missing) => new($"Dead end: {missing}: {node.ToJsonString()}");

    private sealed class AsItIs : JsonConverter<Found>
    {
        public override Found Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Found value, JsonSerializerOptions options) => value.Node.WriteTo(writer);
    }

    private JsonNode Node => node;
}
