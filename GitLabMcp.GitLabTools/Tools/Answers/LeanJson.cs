using System.Runtime.InteropServices;

namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>Writes a piece of GitLab's JSON as a model should see it. Lean: no `_links`, avatars or nulls, people as id,
/// username and name, references as their full form, times without milliseconds. Secrets are removed in the lean and the full form:
/// docs/reliability.md, S16.</summary>
/// <param name="isFull">Everything GitLab sent, but its secrets.</param>
/// <param name="longest">A text with more characters than this is cut to a window that says which part it is.</param>
/// <param name="windowed">The field whose window starts at <paramref name="offset"/>; null for none.</param>
internal sealed class LeanJson(bool isFull, int longest, byte[]? windowed, int offset)
{
    /// <summary>Which part of the windowed field was written; null for all of it.</summary>
    public TextWindow? Window { get; private set; }

    /// <param name="kept">The fields of a lean object, in this order; empty for all fields but links, avatars and HTML.</param>
    public void Write(Utf8JsonWriter writer, JsonElement element, KeptField[] kept)
    {
        if (kept.Length == 0 || isFull)
        {
            WriteValue(writer, element, isRoot: true);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in element.EnumerateArray())
            {
                Write(writer, item, kept);
            }

            writer.WriteEndArray();
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var isMasked = IsMasked(element);
            writer.WriteStartObject();
            foreach (var field in kept)
            {
                if (
                    element.TryGetProperty(field.Name, out var value)
                    && field.Takes(value, element)
                    && !(isMasked && field.Name.AsSpan().SequenceEqual("value"u8))
                )
                {
                    WriteProperty(writer, field.Name, value, field.Inside);
                }
            }

            writer.WriteEndObject();
        }
        else
        {
            WriteValue(writer, element, isRoot: false);
        }
    }

    private void WriteValue(Utf8JsonWriter writer, JsonElement element, bool isRoot)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object
                when !isFull && !isRoot && element.TryGetProperty("username"u8, out _) && element.TryGetProperty("avatar_url"u8, out _):
                WritePerson(writer, element);
                break;
            case JsonValueKind.Object
                when !isFull && !isRoot && element.TryGetProperty("full"u8, out var full) && element.TryGetProperty("relative"u8, out _):
                full.WriteTo(writer);
                break;
            case JsonValueKind.Object:
                var isMasked = IsMasked(element);
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    var name = JsonMarshal.GetRawUtf8PropertyName(property);
                    if (isMasked && name.SequenceEqual("value"u8))
                    {
                        continue;
                    }

                    if (isRoot && OwnFields.Contains(name))
                    {
                        WriteProperty(writer, [.. OwnFields.Prefix, .. name], property.Value, []);
                    }
                    else if (isFull || (property.Value.ValueKind != JsonValueKind.Null && !IsNoise(name)))
                    {
                        WriteProperty(writer, name, property.Value, []);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    WriteValue(writer, item, isRoot: false);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                WriteText(writer, element, isWindowed: false);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private void WriteProperty(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement value, KeptField[] inside)
    {
        if (Secrets.IsSecret(name))
        {
            return;
        }

        writer.WritePropertyName(name);
        if (inside.Length > 0)
        {
            Write(writer, value, inside);
        }
        else if (value.ValueKind != JsonValueKind.String)
        {
            WriteValue(writer, value, isRoot: false);
        }
        else if (name.EndsWith("url"u8) && Secrets.WithoutUserInfo(value) is { } url)
        {
            writer.WriteStringValue(url);
        }
        else
        {
            WriteText(writer, value, isWindowed: windowed is not null && name.SequenceEqual(windowed));
        }
    }

    private void WriteText(Utf8JsonWriter writer, JsonElement text, bool isWindowed)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        if (raw.Length > longest || (isWindowed && offset > 0))
        {
            var all = ToolJson.TextOf(text);
            var window = TextWindow.Within(all, isWindowed ? offset : 0, longest);
            Window = isWindowed && !window.IsWhole ? window : Window;
            writer.WriteStringValue(window.Show(all, canGoOn: isWindowed));
        }
        else if (!isFull && raw.Length == 26 && raw[20] == '.' && raw[24] == 'Z' && raw[11] == 'T')
        {
            // "2026-01-05T09:30:00.000Z" with its quotes.
            Span<byte> seconds = stackalloc byte[20];
            raw[1..20].CopyTo(seconds);
            seconds[19] = (byte)'Z';
            writer.WriteStringValue(seconds);
        }
        else if (raw.Contains((byte)'\\'))
        {
            // GitLab escapes <, > and & for browsers; without the escapes the answer has fewer tokens.
            writer.WriteStringValue(ToolJson.TextOf(text));
        }
        else
        {
            writer.WriteRawValue(raw, skipInputValidation: true);
        }
    }

    private static void WritePerson(Utf8JsonWriter writer, JsonElement person)
    {
        writer.WriteStartObject();
        foreach (var name in (ReadOnlySpan<string>)["id", "username", "name"])
        {
            if (person.TryGetProperty(name, out var value))
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static bool IsNoise(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("_links"u8) || name.EndsWith("avatar_url"u8) || name.EndsWith("_html"u8);

    /// <summary>A CI/CD variable whose value nobody may read.</summary>
    private static bool IsMasked(JsonElement element) => IsTrue(element, "masked"u8) || IsTrue(element, "hidden"u8);

    private static bool IsTrue(JsonElement element, ReadOnlySpan<byte> name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
