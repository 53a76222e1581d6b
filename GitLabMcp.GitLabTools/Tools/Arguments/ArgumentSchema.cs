using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>JSON schemas of arguments, as short as they can be: a model pays for every byte of every tool. Reading also
/// enforces the rules that a schema leaves out: bounds of large numbers, and that no other argument is taken.</summary>
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
        if (arguments.Exists(argument => argument.IsRequired))
        {
            schema["required"] = new JsonArray([
                .. arguments.Where(argument => argument.IsRequired).Select(argument => JsonValue.Create(argument.Name)),
            ]);
        }

        return JsonSerializer.SerializeToUtf8Bytes(schema, ToolJson.Options);
    }

    public static JsonObject Of(ToolArgument argument)
    {
        var exported = Of(argument.Type);
        var result = new JsonObject();
        if (exported["type"] is null && exported["enum"] is not null)
        {
            result["type"] = "string";
        }

        foreach (var (name, value) in exported)
        {
            result[name] = value?.DeepClone();
        }

        if (argument.Allowed is { } allowed)
        {
            result["enum"] = new JsonArray([.. allowed.Values.OfType<int>().Select(value => JsonValue.Create(value))]);
        }

        if (argument.Default is not (null or false or 0 or 1))
        {
            result["default"] = JsonSerializer.SerializeToNode(argument.Default, argument.TypeInfo);
        }

        result["description"] = argument.Description;
        return result;
    }

    public static JsonObject Of(Type type) => ToolJson.SchemaOptions.GetJsonSchemaAsNode(type, Exporter).AsObject();

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(ProjectId))
        {
            schema = new JsonObject { ["type"] = new JsonArray("string", "integer") };
        }
        else if (
            context.TypeInfo.Type == typeof(Id)
            || context.TypeInfo.Type == typeof(Cursor)
            || context.TypeInfo.Type == typeof(Markdown)
        )
        {
            schema = new JsonObject { ["type"] = "string" };
        }
        else if (context.TypeInfo.Type == typeof(JsonElement))
        {
            schema = new JsonObject();
        }

        if (schema is JsonObject field)
        {
            field.Remove("additionalProperties");
            if (context.PropertyInfo?.AssociatedParameter is { } parameter)
            {
                Describe(field, parameter);
            }
        }

        return schema;
    }

    /// <summary>A field of an object argument: described like an argument; what may be left out needs no null.</summary>
    private static void Describe(JsonObject field, JsonParameterInfo parameter)
    {
        if (field["type"] is JsonArray types && types.Any(type => (string?)type == "null"))
        {
            field["type"] = types.Select(type => (string?)type).First(type => type != "null");
        }

        if (field["enum"] is JsonArray words)
        {
            field["type"] ??= "string";
            field["enum"] = new JsonArray([.. words.Where(word => word is not null).Select(word => word!.DeepClone())]);
        }

        if (!parameter.HasDefaultValue || parameter.DefaultValue is null)
        {
            field.Remove("default");
        }

        if (
            parameter.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false)
            is [DescriptionAttribute described]
        )
        {
            field["description"] = described.Description;
        }
    }
}
