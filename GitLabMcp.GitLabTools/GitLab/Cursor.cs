using System.Buffers;
using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A place in a list that has no page numbers (keyset pagination): the part of a query that names the place,
/// `pagination=keyset&amp;order_by=id&amp;id_after=42`. Cursors come back from callers, so other parts of a query are refused.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct Cursor(string Query)
{
    public const string Rule = "the cursor of the answer before, as it was, or start";

    /// <summary>Before the first row.</summary>
    private const string Start = "start";
    private const int MaxLength = 2000;

    private static readonly string[] Places = ["cursor", "id_after", "id_before", "page_token"];
    private static readonly string[] Orders = ["pagination", "order_by", "sort"];
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "%-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    public bool IsStart => Query == Start;

    /// <returns>Null when the query of the next page names no place.</returns>
    public static string? OfLink(string query)
    {
        var parts = query.Split('&');
        return Array.Exists(parts, part => Says(part, Places)) ? string.Join('&', parts.Where(IsPart)) : null;
    }

    /// <summary>Whether the query contains a value of that name.</summary>
    public static bool Says(string query, string name) => Array.Exists(query.Split('&'), part => Says(part, [name]));

    private static bool IsPart(string part) =>
        (Says(part, Places) || Says(part, Orders))
        && !part.AsSpan(part.IndexOf('=', StringComparison.Ordinal) + 1).ContainsAnyExcept(Escaped);

    private static bool Says(string part, string[] names) =>
        part.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
        && Array.Exists(names, name => part.AsSpan(0, end).SequenceEqual(name));

    private sealed class Converter : JsonConverter<Cursor>
    {
        public override Cursor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
            && reader.GetString() is { Length: <= MaxLength } text
            && (text == Start || Array.TrueForAll(text.Split('&'), IsPart))
                ? new(text)
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Cursor value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Query);
    }
}
