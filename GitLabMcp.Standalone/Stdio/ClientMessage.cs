using System.Text.Json;

namespace GitLabMcp.Standalone.Stdio;

/// <summary>What the bridge has to know of a message of the client.</summary>
/// <param name="Text">The JSON document.</param>
/// <param name="Id">Raw JSON; null for what takes no answer.</param>
/// <param name="Version">The protocol version in `_meta`, which versions without sessions have in every request; else null.</param>
internal sealed record ClientMessage(string Text, string? Id, string? Method, string? Version)
{
    private const string VersionKey = "io.modelcontextprotocol/protocolVersion";

    public bool IsInitialize => Method == "initialize" && Version is null;

    /// <summary>Null when the line is no JSON.</summary>
    public static ClientMessage? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object
                ? new(line, Id: null, Method: null, Version: null)
                : new(
                    line,
                    root.TryGetProperty("method", out var method) && root.TryGetProperty("id", out var id) ? id.GetRawText() : null,
                    method.ValueKind == JsonValueKind.String ? method.GetString() : null,
                    VersionOf(root)
                );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? VersionOf(JsonElement message) =>
        Member(Member(Member(message, "params"), "_meta"), VersionKey) is { ValueKind: JsonValueKind.String } version
            ? version.GetString()
            : null;

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;
}
