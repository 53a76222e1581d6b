using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitLabMcp.Standalone.Stdio;

/// <summary>Errors of JSON-RPC 2.0, for what HTTP says by its status.</summary>
internal static class RpcErrors
{
    /// <summary>The title with which the Edge refuses when the token could not be checked: docs/behaviour.md, Refusals.</summary>
    public const string GitLabUnreachable = "GitLab is unreachable";

    private const int ParseError = -32700;

    /// <summary>The first of the codes that JSON-RPC leaves to servers.</summary>
    private const int Refused = -32000;

    public static byte[] NotJson() => Write("null", ParseError, "The line is not a JSON document: send each message on a line of its own.");

    /// <param name="id">Raw JSON.</param>
    /// <param name="sentence">What was wrong and what to do next.</param>
    public static byte[] Refusal(string id, string sentence) => Write(id, Refused, sentence);

    public static bool IsRpc(byte[] body) => Read(body) is JsonObject json && json.ContainsKey("jsonrpc");

    /// <summary>The short title in the body of an HTTP error; null when there is none.</summary>
    public static string? TitleOf(byte[] body) => (Read(body) as JsonObject)?["error"]?.ToString();

    /// <summary>The sentence in the body of an HTTP error, <c>{"error": title, "message": what to do}</c>.</summary>
    public static string SentenceOf(byte[] body) =>
        Read(body) is JsonObject json ? $"{json["error"]}. {json["message"]}" : "The server answered with something unreadable.";

    private static JsonNode? Read(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Write(string id, int code, string message) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = JsonNode.Parse(id),
                ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
            }
        );
}
