using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>YAML read as JSON, in which every scalar is a string.</summary>
internal static class Yaml
{
    /// <summary>One document, with its anchors and `&lt;&lt;` resolved.</summary>
    public static JsonElement Read(string text)
    {
        var read = new DeserializerBuilder().Build().Deserialize<object>(new MergingParser(new Parser(new StringReader(text))));
        return JsonElement.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(read));
    }

    /// <summary>Several documents, as kubectl prints them.</summary>
    public static IReadOnlyList<JsonElement> ReadAll(string text) => [.. text.Split("\n---\n").Select(Read)];

    /// <summary>The value at a path of members, such as `spec/template/spec`; undefined when a member is missing.</summary>
    public static JsonElement At(this JsonElement element, string path) =>
        path.Split('/')
            .Aggregate(
                element,
                (inner, name) => inner.ValueKind == JsonValueKind.Object && inner.TryGetProperty(name, out var value) ? value : default
            );

    public static string? TextAt(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The elements of the list at a path; none when it is missing.</summary>
    public static IEnumerable<JsonElement> ListAt(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The members of the object at a path; none when it is missing.</summary>
    public static IEnumerable<JsonProperty> MembersAt(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.Object } members ? members.EnumerateObject() : [];
}
