using System.Text.Json;

namespace GitLabMcp.Standalone.Stdio;

/// <summary>What the bridge has to know of a message of the client.</summary>
/// <param name="Text">The JSON document.</param>
internal sealed record ClientMessage(string Text)
{
    private const string VersionKey = "io.modelcontextprotocol/protocolVersion";

    /// <summary>Raw JSON; null for what takes no answer.</summary>
    public string? Id { get; private init; }

    public string? Method { get; private init; }

    /// <summary>The tool, prompt or resource that the message is about; null for none.</summary>
    public string? Name { get; private init; }

    /// <summary>The protocol version in `_meta`, which versions without sessions have in every request; else null.</summary>
    public string? Version { get; private init; }

    /// <summary>The request that this notification takes back, as raw JSON; null for every other message.</summary>
    public string? Cancels { get; private init; }

    public bool IsInitialize => Method == "initialize" && Version is null;

    /// <summary>Null when the line is no JSON.</summary>
    public static ClientMessage? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return Read(line, json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ClientMessage Read(string line, JsonElement message)
    {
        var method = TextOf(Member(message, "method"));
        var parameters = Member(message, "params");
        return new(line)
        {
            Method = method,
            Id = method is null ? null : Member(message, "id")?.GetRawText(),
            Name = method switch
            {
                "tools/call" or "prompts/get" => TextOf(Member(parameters, "name")),
                "resources/read" => TextOf(Member(parameters, "uri")),
                _ => null,
            },
            Version = TextOf(Member(Member(parameters, "_meta"), VersionKey)),
            Cancels = method == "notifications/cancelled" ? Member(parameters, "requestId")?.GetRawText() : null,
        };
    }

    private static string? TextOf(JsonElement? text) => text is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;
}
