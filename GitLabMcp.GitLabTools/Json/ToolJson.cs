using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GitLabMcp.ServiceDefaults.Json;

namespace GitLabMcp.GitLabTools.Json;

/// <summary>How arguments are read and answers are written: snake_case, strict, nothing escaped that needs no escape.</summary>
internal static class ToolJson
{
    public static readonly JsonSerializerOptions Options = Make(JsonNumberHandling.AllowReadingFromString);

    /// <summary>Schemas promise numbers, although "20" is taken for 20.</summary>
    public static readonly JsonSerializerOptions SchemaOptions = Make(JsonNumberHandling.Strict);

    public static readonly JsonWriterOptions Writer = new() { Encoder = PlainJsonEncoder.Instance, SkipValidation = true };

    /// <summary>Some fields of an object, for tools that put their answer together; without nulls.</summary>
    public static JsonObject Pick(JsonElement from, params ReadOnlySpan<string> names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
        {
            if (from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                picked[name] = JsonSerializer.SerializeToNode(value, Options);
            }
        }

        return picked;
    }

    /// <summary>The body of a request.</summary>
    public static StringContent Content(JsonObject json) => new(json.ToJsonString(Options), null, "application/json");

    /// <summary>A text from GitLab. JSON can have half a surrogate pair, which no .NET text can: then the text stays escaped.</summary>
    public static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(text)[1..^1]);
        }
    }

    /// <summary>How values of the type are read; without its nullability.</summary>
    public static JsonTypeInfo InfoOf(Type type) => Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);

    private static JsonSerializerOptions Make(JsonNumberHandling numbers)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = numbers,
            Encoder = PlainJsonEncoder.Instance,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly();
        return options;
    }
}
