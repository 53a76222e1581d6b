using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization.Metadata;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>Puts a value of a call into the form that its type has, where clients write it otherwise: a list or an object as JSON
/// text, one value for a list, nulls and empty texts for what is not given. A value that has no such reading stays as it is,
/// and is refused afterwards.</summary>
/// <param name="ignored">Takes the names of fields that the types do not have and that were left out: `position.foo`.</param>
internal sealed class ArgumentNormalizer(List<string> ignored)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    public NormalizedValue Of(ToolArgument argument, JsonElement json) =>
        json.ValueKind == JsonValueKind.Null
            ? NormalizedValue.NotGiven
            : Of(
                argument.TypeInfo,
                json,
                new(argument.Name, argument.Name, !argument.IsListedAsRequired, argument.IsCommaJoined || argument.NumberOf is not null)
            );

    private NormalizedValue Of(JsonTypeInfo type, JsonElement json, Place place) =>
        place.IsOptional && IsNothing(type, json, place.Name)
            ? NormalizedValue.NotGiven
            : type.Kind switch
            {
                JsonTypeInfoKind.Enumerable => List(type, json, place),
                JsonTypeInfoKind.Object => Object(type, json, place),
                JsonTypeInfoKind.Dictionary => Parsed(json, '{') is { } parsed ? new(parsed) : NormalizedValue.Same(json),
                _ when IsOfOne(type, json) => Single(type, json, place),
                _ => ScalarText.Of(type.Type, json, place.Name) is { } plain ? new(plain) : NormalizedValue.Same(json),
            };

    private static bool IsOfOne(JsonTypeInfo type, JsonElement json) =>
        type.Type != typeof(JsonElement)
        && json.ValueKind == JsonValueKind.Array
        && json.GetArrayLength() == 1
        && json[0].ValueKind is not (JsonValueKind.Array or JsonValueKind.Object);

    /// <summary>A list of one where one value is taken: `["bob"]` is `bob`.</summary>
    private NormalizedValue Single(JsonTypeInfo type, JsonElement json, Place place) =>
        Of(type, json[0], place) is not { IsGiven: true } read ? NormalizedValue.NotGiven
        : ArgumentRefusal.TryRead(type, read.Json) is not null ? new(read.Json)
        : NormalizedValue.Same(json);

    private static bool IsNothing(JsonTypeInfo type, JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Null || (!(ScalarText.IsText(type.Type) && EmptyText.IsMeant(name)) && IsEmpty(type, json));

    private static bool IsEmpty(JsonTypeInfo type, JsonElement json) =>
        json.ValueKind == JsonValueKind.String
        && type.Type != typeof(JsonElement)
        && (json.ValueEquals(""u8) || (!ScalarText.IsText(type.Type) && string.IsNullOrWhiteSpace(ToolJson.TextOf(json))));

    private NormalizedValue List(JsonTypeInfo type, JsonElement json, Place place)
    {
        if (IsEmpty(type, json))
        {
            return NormalizedValue.NotGiven;
        }

        var entry = ToolJson.InfoOf(type.ElementType!);
        if (Parsed(json, '[') is { } parsed)
        {
            return List(type, parsed, place) is { IsGiven: true } read ? new(read.Json) : NormalizedValue.NotGiven;
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            return One(entry, json, place);
        }

        var entries = new List<JsonElement>(json.GetArrayLength());
        var isChanged = false;
        foreach (var one in json.EnumerateArray())
        {
            // A list of which every entry is an empty text is a form that was not filled in.
            if (IsEmpty(entry, one))
            {
                isChanged = true;
                continue;
            }

            var read = Of(entry, one, new($"{place.Path}[{entries.Count}]", place.Name, IsOptional: false, IsCommaJoined: false));
            isChanged |= read.IsChanged;
            entries.Add(read.Json);
        }

        return !isChanged ? NormalizedValue.Same(json)
            : entries.Count == 0 ? NormalizedValue.NotGiven
            : new(Write(writer => WriteList(writer, entries)));
    }

    /// <summary>One value in place of a list, or several with commas between where no value can have one.</summary>
    private NormalizedValue One(JsonTypeInfo entry, JsonElement json, Place place)
    {
        var before = ignored.Count;
        List<JsonElement> entries = [];
        foreach (var part in Parts(entry.Type, json, place))
        {
            entries.Add(Of(entry, part, new($"{place.Path}[{entries.Count}]", place.Name, IsOptional: false, IsCommaJoined: false)).Json);
        }

        if (entries.Count > 0 && entries.TrueForAll(one => ArgumentRefusal.TryRead(entry, one) is not null))
        {
            return new(Write(writer => WriteList(writer, entries)));
        }

        ignored.RemoveRange(before, ignored.Count - before);
        return NormalizedValue.Same(json);
    }

    private static IEnumerable<JsonElement> Parts(Type entry, JsonElement json, Place place)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return [json];
        }

        // A list whose JSON is broken is not one entry of a list.
        var text = ToolJson.TextOf(json).Trim();
        if (text.StartsWith('[') && text[1..].TrimStart() is ['"' or '{' or '[', ..])
        {
            return [];
        }

        return place.IsCommaJoined || entry.IsEnum || ScalarText.IsWholeNumber(entry) || HaveNoCommas(entry, text, place.Name)
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ScalarText.Json)
            : [json];
    }

    /// <summary>GitLab allows no comma in the title of a label and in the name of a user.</summary>
    private static bool HaveNoCommas(Type entry, string text, string name) =>
        name.EndsWith("labels", StringComparison.Ordinal)
        || name.EndsWith("label_names", StringComparison.Ordinal)
        || (entry == typeof(UserName) && !text.Split(',', StringSplitOptions.TrimEntries).Any(part => part.Any(char.IsWhiteSpace)));

    private NormalizedValue Object(JsonTypeInfo type, JsonElement json, Place place)
    {
        if (Parsed(json, '{') is { } parsed)
        {
            return new(Object(type, parsed, place).Json);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return NormalizedValue.Same(json);
        }

        var names = new Lazy<List<string>>(() => [.. type.Properties.Select(field => field.Name)]);
        var allGiven = new Lazy<HashSet<string>>(() => [.. json.EnumerateObject().Select(field => field.Name)]);
        List<(string Name, JsonElement Json)> fields = [];
        var isChanged = false;
        foreach (var given in json.EnumerateObject())
        {
            var path = $"{place.Path}.{given.Name}";
            if (type.Properties.FirstOrDefault(field => given.NameEquals(field.Name)) is not { } field)
            {
                // A refused name stays, and so the strict reading refuses the object and names its fields.
                if (
                    given.Value.ValueKind != JsonValueKind.Null
                    && (ignored.Count >= UnknownName.MaxCount || UnknownName.Of(given.Name, names.Value, allGiven.Value).IsRefused)
                )
                {
                    fields.Add((given.Name, given.Value));
                    continue;
                }

                isChanged = true;
                if (given.Value.ValueKind != JsonValueKind.Null)
                {
                    ignored.Add(path);
                }

                continue;
            }

            var isOptional = field.AssociatedParameter is { HasDefaultValue: true };
            var read = Of(ToolJson.InfoOf(field.PropertyType), given.Value, new(path, field.Name, isOptional, IsCommaJoined: false));
            isChanged |= read.IsChanged;
            if (read.IsGiven)
            {
                fields.Add((field.Name, read.Json));
            }
        }

        return isChanged ? new(Write(writer => WriteObject(writer, fields))) : NormalizedValue.Same(json);
    }

    /// <summary>The list or the object that a text has as JSON; null for any other value.</summary>
    private static JsonElement? Parsed(JsonElement json, char start)
    {
        if (json.ValueKind != JsonValueKind.String || !ToolJson.TextOf(json).AsSpan().TrimStart().StartsWith([start]))
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(ToolJson.TextOf(json), Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ToolJson.Writer))
        {
            write(writer);
        }

        return JsonElement.Parse(buffer.WrittenSpan, Strict);
    }

    private static void WriteList(Utf8JsonWriter writer, List<JsonElement> entries)
    {
        writer.WriteStartArray();
        entries.ForEach(one => WriteRaw(writer, one));
        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, List<(string Name, JsonElement Json)> fields)
    {
        writer.WriteStartObject();
        foreach (var (name, json) in fields)
        {
            writer.WritePropertyName(name);
            WriteRaw(writer, json);
        }

        writer.WriteEndObject();
    }

    // Byte for byte: a text may have half a surrogate pair, which cannot be written as a text.
    private static void WriteRaw(Utf8JsonWriter writer, JsonElement json) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(json), skipInputValidation: true);

    /// <summary>Where a value stands in the call.</summary>
    /// <param name="Path">`variables[0].key`.</param>
    /// <param name="Name">The name of the argument or field; of a list, for its entries.</param>
    /// <param name="IsOptional">The call may leave it out.</param>
    private readonly record struct Place(string Path, string Name, bool IsOptional, bool IsCommaJoined);
}
