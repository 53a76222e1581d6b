using System.Collections;
using System.Text.Json.Serialization.Metadata;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>The sentence for an argument that cannot be used:
/// `Argument include[0] must be one of closed_by, links; the call has "comments".`</summary>
internal static class ArgumentRefusal
{
    // A value with more characters than this is not repeated in the sentence.
    private const int MaxLength = 40;

    /// <param name="json">The value that could not be read, or is out of the argument's range.</param>
    public static string Of(ToolArgument argument, JsonElement json)
    {
        var wrong = Innermost(new(argument.Name, argument.TypeInfo, json));
        var (rule, isShown) = argument is { Range: not null } or { Allowed: not null } ? (Bounds(argument), true) : Rule(wrong.TypeInfo);
        return $"Argument {wrong.Name} must be {rule}; the call has {Given(wrong, isShown)}.";
    }

    /// <summary>The value; null when it is not what the type says. A list with nulls in it is not.</summary>
    public static object? TryRead(JsonTypeInfo type, JsonElement json)
    {
        try
        {
            var value = json.Deserialize(type);
            return value is Array list && ((IList)list).Contains(null) ? null : value;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The innermost entry or field that is wrong by itself; the first of several.</summary>
    private static Place Innermost(Place place) =>
        Inside(place).Where(one => TryRead(one.TypeInfo, one.Json) is null).Take(1).Select(Innermost).FirstOrDefault(place);

    private static IEnumerable<Place> Inside(Place place) =>
        (place.TypeInfo.Kind, place.Json.ValueKind) switch
        {
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => place
                .Json.EnumerateArray()
                .Select((entry, index) => new Place($"{place.Name}[{index}]", Inner(place.TypeInfo), entry)),
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => from field in place.TypeInfo.Properties
            where
                place.Json.TryGetProperty(field.Name, out var json)
                && (json.ValueKind != JsonValueKind.Null || field.AssociatedParameter is { IsNullable: false })
            select new Place($"{place.Name}.{field.Name}", ToolJson.InfoOf(field.PropertyType), place.Json.GetProperty(field.Name)),
            (JsonTypeInfoKind.Dictionary, JsonValueKind.Object) => place
                .Json.EnumerateObject()
                .Select(field => new Place($"{place.Name}.{Shown(field.Name) ?? "*"}", Inner(place.TypeInfo), field.Value)),
            _ => [],
        };

    private static JsonTypeInfo Inner(JsonTypeInfo list) => ToolJson.InfoOf(list.ElementType!);

    private static string Bounds(ToolArgument argument) =>
        argument.Allowed is { } allowed
            ? "one of " + string.Join(", ", allowed.Values.Where(value => value is not null))
            : $"a whole number from {argument.Range!.Minimum} to {argument.Range.Maximum}";

    /// <summary>The rule for a value, and whether the call's value may be repeated: one for a text or an object may be a secret.</summary>
    private static (string Rule, bool IsShown) Rule(JsonTypeInfo info)
    {
        if (info.Type == typeof(Id) || info.Type == typeof(ProjectId) || info.Type == typeof(GitRef))
        {
            return (Id.Rule, false);
        }

        if (info.Type == typeof(FilePath) || info.Type == typeof(FolderPath))
        {
            return (info.Type == typeof(FilePath) ? FilePath.Rule : FolderPath.Rule, false);
        }

        if (info.Type == typeof(Cursor))
        {
            return (Cursor.Rule, false);
        }

        if (info.Type == typeof(DateOnly))
        {
            return ("a date like 2026-03-31", false);
        }

        if (info.Type == typeof(JsonElement))
        {
            return ("any JSON but null", false);
        }

        if (info.Kind == JsonTypeInfoKind.Enumerable)
        {
            return (List(Inner(info)), false);
        }

        var schema = ArgumentSchema.Of(info.Type);
        if (schema["enum"] is JsonArray words)
        {
            return ("one of " + string.Join(", ", words.Select(word => word?.ToString())), true);
        }

        return ((string?)schema["type"], (string?)schema["format"]) switch
        {
            ("integer", _) => ("a whole number", true),
            ("number", _) => ("a number", true),
            ("boolean", _) => ("true or false, without quotes", true),
            (_, "date-time") => ("a time like 2026-03-31T12:00:00Z", false),
            ("string", _) => ("a text", false),
            _ when info.Kind == JsonTypeInfoKind.Object => ($"an object with {Fields(info)}", false),
            _ => ("an object", false),
        };
    }

    private static string List(JsonTypeInfo entry)
    {
        if (entry.Type == typeof(Id) || entry.Type == typeof(ProjectId))
        {
            return "a list of numbers or texts, like [7]";
        }

        var schema = ArgumentSchema.Of(entry.Type);
        if (schema["enum"] is JsonArray words)
        {
            return $"a list of {string.Join(", ", words.Select(word => word?.ToString()))}, like [\"{words[0]}\"]";
        }

        return (string?)schema["type"] switch
        {
            "string" => "a list of texts, like [\"bug\"]",
            "integer" => "a list of whole numbers, like [7]",
            _ => "a list of objects",
        };
    }

    /// <summary>`key, value and perhaps variable_type`.</summary>
    private static string Fields(JsonTypeInfo info)
    {
        var fields = info.Properties.ToLookup(IsRequired, field => field.Name);
        return string.Join(
            " and perhaps ",
            new[] { fields[true], fields[false] }.Where(names => names.Any()).Select(names => string.Join(", ", names))
        );
    }

    private static bool IsRequired(JsonPropertyInfo field) => field.AssociatedParameter is { HasDefaultValue: false };

    private static string Given(Place wrong, bool isShown)
    {
        var json = wrong.Json;
        if (json.ValueKind == JsonValueKind.Object && wrong.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            var missing = wrong.TypeInfo.Properties.FirstOrDefault(field => IsRequired(field) && !json.TryGetProperty(field.Name, out _));
            var unknown = json.EnumerateObject()
                .Select(field => field.Name)
                .FirstOrDefault(name => wrong.TypeInfo.Properties.All(field => field.Name != name));
            return missing is not null ? $"no {missing.Name} there"
                : unknown is not null ? $"another field{(Shown(unknown) is { } name ? " " + name : "")} there"
                : "something else";
        }

        return json.ValueKind switch
        {
            JsonValueKind.String when isShown && Shown(ToolJson.TextOf(json)) is { } text => $"\"{text}\"",
            JsonValueKind.String => wrong.TypeInfo.Kind == JsonTypeInfoKind.None && !isShown ? "another text" : "a text",
            JsonValueKind.Number => isShown ? Shown(json.GetRawText()) ?? "a number" : "a number",
            JsonValueKind.True or JsonValueKind.False => isShown ? json.GetRawText() : "true or false",
            JsonValueKind.Null => "null",
            JsonValueKind.Array => "a list",
            _ => "an object",
        };
    }

    /// <summary>The text; null when it is too long to be repeated, or has control characters.</summary>
    private static string? Shown(string text) => text.Length <= MaxLength && !text.Any(char.IsControl) ? text : null;

    /// <summary>A value of a call, with what it should be.</summary>
    /// <param name="Name">`variables[0].key`.</param>
    private readonly record struct Place(string Name, JsonTypeInfo TypeInfo, JsonElement Json);
}
