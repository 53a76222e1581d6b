using System.Text.Json;

namespace GitLabMcp.Edge.Mcp;

/// <summary>Names of methods, without a new text for each request.</summary>
internal static class RpcMethod
{
    public const string Initialize = "initialize";

    private static readonly string[] Common =
    [
        "tools/call",
        "tools/list",
        Initialize,
        "ping",
        "notifications/initialized",
        "notifications/cancelled",
        "server/discover",
        "resources/read",
        "resources/list",
        "resources/templates/list",
        "prompts/get",
        "prompts/list",
        "completion/complete",
    ];

    /// <param name="reader">At a text.</param>
    public static string Of(in Utf8JsonReader reader)
    {
        foreach (var method in Common)
        {
            if (reader.ValueTextEquals(method))
            {
                return method;
            }
        }

        return reader.GetString()!;
    }
}
