using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>JSON schemas of arguments, as short as they can be: a model pays for every byte of every tool. Reading also
/// enforces the rules that a schema leaves out, such as the bounds of numbers, and takes more forms than the schema names.</summary>
internal static class ArgumentSchema
{
    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Transform,
    };

    /// <summary>The schema of some arguments of a tool; UTF-8.</summary>
    public static byte[] Of(IEnumerable<ToolArgument> some)
    {
        var arguments = some.ToList();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                arguments.Select(argument => KeyValuePair.Create<string, JsonNode?>(argument.Name, Of(argument)))
            ),
        };
        if (arguments.Exists(argument => argument.IsListedAsRequired))
        {
            schema["required"] = new JsonArray([
                .. arguments.Where(argument => argument.IsListedAsRequired).Select(argument => JsonValue.Create(argument.Name)),
            ]);
        }

        return JsonSerializer.SerializeToUtf8Bytes(schema, ToolJson.Options);
    }

    public static JsonObject Of(ToolArgument argument)
    {
        var result = Of(argument.Type);
        if (argument.Default is not (null or false or 0 or 1))
        {
            result["default"] = JsonSerializer.SerializeToNode(argument.Default, argument.TypeInfo);
        }

        result["description"] = Described(argument.Description, argument.Type, argument.Allowed);
        return result;
    }

    public static JsonObject Of(Type type) => ToolJson.SchemaOptions.GetJsonSchemaAsNode(type, Exporter).AsObject();

    /// <summary>Hosts take one `type` a node, `enum` beside the type string only, and no format but that of a time: other rules are
    /// in the description.</summary>
    private static JsonObject Transform(JsonSchemaExporterContext context, JsonNode exported)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var known = exported as JsonObject ?? [];
        var schema = new JsonObject { ["type"] = TypeOf(type, known) };
        foreach (var (name, value) in known.Where(field => field.Key is "properties" or "required" or "items"))
        {
            schema[name] = value?.DeepClone();
        }

        if (known["enum"] is JsonArray words)
        {
            schema["enum"] = new JsonArray([.. words.Where(word => word is not null).Select(word => word!.DeepClone())]);
        }

        if (type == typeof(DateTimeOffset))
        {
            schema["format"] = "date-time";
        }

        // The exporter leaves out what a list has and what an optional field is, where that type has a converter of its own.
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Enumerable)
        {
            schema["items"] ??= Of(context.TypeInfo.ElementType!);
        }

        foreach (
            var field in context.TypeInfo.Properties.Where(field => schema["properties"]?[field.Name] is { } one && one["type"] is null)
        )
        {
            var inner = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
            var completed = Of(inner);
            Describe(completed, inner, field.AssociatedParameter!);
            schema["properties"]![field.Name] = completed;
        }

        if (context.PropertyInfo?.AssociatedParameter is { } parameter)
        {
            Describe(schema, type, parameter);
        }

        return schema;
    }

    private static string TypeOf(Type type, JsonObject exported) =>
        type.IsAssignableTo(typeof(IPathSegment)) || type == typeof(Cursor) || type == typeof(JsonElement) ? "string"
        : type == typeof(Markdown) || type == typeof(UserName) ? "string"
        : exported["enum"] is not null ? "string"
        : exported["type"] switch
        {
            JsonArray types => types.Select(one => (string?)one).First(one => one != "null")!,
            var one => (string?)one ?? throw new InvalidOperationException($"{type} has no type in JSON."),
        };

    /// <summary>A field of an object argument: described like an argument; what may be left out needs no null.</summary>
    private static void Describe(JsonObject field, Type type, JsonParameterInfo parameter)
    {
        if (parameter is { HasDefaultValue: true, DefaultValue: not (null or false or 0 or 1) and var value })
        {
            field["default"] = JsonSerializer.SerializeToNode(value, ToolJson.InfoOf(type));
        }

        var description = parameter.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false)
            is [DescriptionAttribute described]
            ? described.Description
            : "";
        if (Described(description, type, allowed: null) is { Length: > 0 } text)
        {
            field["description"] = text;
        }
    }

    private static string Described(string description, Type type, AllowedValuesAttribute? allowed) =>
        string.Join(
            ' ',
            new[]
            {
                description,
                type == typeof(DateOnly) ? "YYYY-MM-DD."
                : type == typeof(JsonElement) ? "A text, number, list or true/false."
                : "",
                allowed is null ? "" : $"One of {string.Join(", ", allowed.Values.OfType<int>())}.",
            }.Where(part => part.Length > 0)
        );
}
