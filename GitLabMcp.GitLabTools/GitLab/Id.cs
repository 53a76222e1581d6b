using System.Globalization;
using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A number or a name that may become one segment of a path: never empty, `.`, `..` or with control
/// characters, at most 1,024 characters long (docs/reliability.md, S17). Models send both numbers and strings.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct Id(string Text) : IPathSegment
{
    public const string Rule = "a number or a text that is not empty, has no control characters and no . or .. as a part";

    /// <summary>As one segment: `group/app` is `group%2Fapp`.</summary>
    public string Escaped => Uri.EscapeDataString(Text);

    public override string ToString() => Text;

    /// <summary>Null when the rule is broken.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out var number) && number >= 0 ? number.ToString(CultureInfo.InvariantCulture) : null;
        }

        // Some models escape a path before they send it.
        var text =
            reader.TokenType == JsonTokenType.String ? reader.GetString()!.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) : "";
        return IsValid(text) ? text : null;
    }

    public static bool IsValid(string text) =>
        text.Length is > 0 and <= 1024
        && !text.Any(char.IsControl)
        && !HasDots(text.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase))
        && IsWellFormed(text);

    public static void Write(Utf8JsonWriter writer, string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private static bool HasDots(string text)
    {
        foreach (var part in text.AsSpan().SplitAny('/', '\\'))
        {
            if (text.AsSpan(part) is "." or "..")
            {
                return true;
            }
        }

        return string.IsNullOrWhiteSpace(text);
    }

    /// <summary>A lone surrogate has no UTF-8 form.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private sealed class Converter : JsonConverter<Id>
    {
        public override Id Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(Id.Read(ref reader) ?? throw new JsonException());

        public override void Write(Utf8JsonWriter writer, Id value, JsonSerializerOptions options) => Id.Write(writer, value.Text);
    }
}
