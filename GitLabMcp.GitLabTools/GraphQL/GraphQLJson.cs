using System.Runtime.InteropServices;
using System.Text;

namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>GraphQL's JSON as REST would write it, so that a model sees one form: snake_case names, `{"nodes":[…]}` as
/// the list itself, `gid://gitlab/WorkItem/12` as 12, the `widgets` of a work item as its own fields, no nulls.</summary>
internal static class GraphQLJson
{
    public static GitLabAnswer Answer(JsonElement found)
    {
        using var buffer = new PooledBuffer(4096);
        using var writer = new Utf8JsonWriter(buffer, ToolJson.Writer);
        var isList = Nodes(found) is not null;
        Write(writer, found, isRoot: true);
        writer.Flush();
        return GitLabAnswer.Of(
            buffer.Written,
            cursor: isList
            && found.TryGetProperty("pageInfo"u8, out var page)
            && HasMore(page)
            && page.TryGetProperty("endCursor"u8, out var cursor)
                ? cursor.GetString()
                : null,
            total: isList && found.TryGetProperty("count"u8, JsonValueKind.Number, out var count) && count.TryGetInt64(out var total)
                ? total
                : null
        );
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool isRoot = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when Nodes(element) is { } nodes:
                // A connection inside of the object says has_more when GitLab has more entries.
                var isCut = !isRoot && element.TryGetProperty("pageInfo"u8, out var page) && HasMore(page);
                if (isCut)
                {
                    writer.WriteStartObject();
                    writer.WritePropertyName("items"u8);
                }

                Write(writer, nodes);
                if (isCut)
                {
                    writer.WriteBoolean("has_more"u8, true);
                    writer.WriteEndObject();
                }

                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                WriteFields(writer, element, []);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when Number(element) is { } number:
                writer.WriteRawValue(number, skipInputValidation: true);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    /// <param name="written">The fields that the object has already: of several widgets with the same one the first counts.</param>
    private static void WriteFields(Utf8JsonWriter writer, JsonElement element, HashSet<string> written)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.NameEquals("__typename"u8) || property.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (property.NameEquals("widgets"u8) && property.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var widget in property.Value.EnumerateArray().Where(widget => widget.ValueKind == JsonValueKind.Object))
                {
                    WriteFields(writer, widget, written);
                }

                continue;
            }

            if (Snake(property.Name) is var name && written.Add(name))
            {
                writer.WritePropertyName(name);
                Write(writer, property.Value);
            }
        }
    }

    private static JsonElement? Nodes(JsonElement element) =>
        element.TryGetProperty("nodes"u8, JsonValueKind.Array, out var nodes) ? nodes : null;

    private static bool HasMore(JsonElement page) => page.TryGetProperty("hasNextPage"u8, JsonValueKind.True, out _);

    /// <summary>The number of `"gid://gitlab/Vulnerability/12"`; null for any other text.</summary>
    private static byte[]? Number(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        if (!raw.StartsWith("\"gid://gitlab/"u8))
        {
            return null;
        }

        var tail = raw[(raw.LastIndexOf((byte)'/') + 1)..^1];
        return tail.Length is > 0 and < 19 && tail.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 ? tail.ToArray() : null;
    }

    /// <summary>`webUrl` is web_url; names that were snake_case stay.</summary>
    private static string Snake(string name)
    {
        if (!name.Any(char.IsAsciiLetterUpper))
        {
            return name;
        }

        var snake = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            _ = char.IsAsciiLetterUpper(c) ? snake.Append('_').Append(char.ToLowerInvariant(c)) : snake.Append(c);
        }

        return snake.ToString();
    }
}
