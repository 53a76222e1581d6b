using System.Text.Json;

namespace GitLabMcp.Edge.Mcp;

/// <summary>Looks ahead into a part of a message for what the SDK would stumble over later. A reader comes by value: the
/// caller's stays where it is.</summary>
internal static class JsonForm
{
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <exception cref="InvalidOperationException">A name or text holds half a surrogate pair, written `\ud83d`.</exception>
    public static void ExpectText(Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        do
        {
            if (reader.ValueIsEscaped && (reader.ValueSpan.IndexOf("\\ud"u8) >= 0 || reader.ValueSpan.IndexOf("\\uD"u8) >= 0))
            {
                reader.GetString();
            }
        } while (reader.Read() && reader.CurrentDepth > depth);
    }

    /// <param name="reader">At the value.</param>
    /// <param name="body">What it reads.</param>
    public static bool HasMemberTwice(Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        try
        {
            using var document = JsonDocument.Parse(body[start..(int)reader.BytesConsumed], Once);
            return false;
        }
        catch (JsonException)
        {
            // The reader stepped over it: nothing else can be wrong with it.
            return true;
        }
    }

    /// <summary>An error of JSON-RPC: <c>{"code":-32601,"message":"…"}</c>.</summary>
    public static bool IsError(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement is { ValueKind: JsonValueKind.Object } error
            && error.TryGetProperty("code", out var code)
            && code.ValueKind == JsonValueKind.Number
            && code.TryGetInt32(out _)
            && error.TryGetProperty("message", out var message)
            && message.ValueKind == JsonValueKind.String
            && message.GetString() is not null;
    }
}
