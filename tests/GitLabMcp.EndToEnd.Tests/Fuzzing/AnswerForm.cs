using System.Text.Json;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests.Fuzzing;

/// <summary>What an answer may not be, whatever was asked.</summary>
internal static class AnswerForm
{
    /// <summary>Words of a fault; the last are the SDK's for an exception of ours, also in a tool's result.</summary>
    private static readonly string[] Leaks =
    [
        "System.",
        "Microsoft.",
        "ModelContextProtocol",
        "   at ",
        "Exception",
        ".cs:",
        "An error occurred",
    ];

    /// <summary>Null for a good answer.</summary>
    public static string? Problem(Answer answer)
    {
        if ((int)answer.Status is >= 500 or < 200 or (>= 300 and < 400))
        {
            return "a status that is no answer to a client's mistake";
        }

        if (Array.Find(Leaks, word => answer.Text.Contains(word, StringComparison.Ordinal)) is { } leaked)
        {
            return $"it says {leaked}";
        }

        if ((int)answer.Status == 202)
        {
            return answer.Text.Length == 0 ? null : "a body with 202";
        }

        try
        {
            return answer.Json switch
            {
                { ValueKind: not JsonValueKind.Object } => "no object",
                var json when json.TryGetProperty("jsonrpc", out _) => RpcProblem(json),
                var json => json.GetProperty("error").ValueKind == JsonValueKind.String
                && json.GetProperty("message").ValueKind == JsonValueKind.String
                    ? null
                    : "no error body",
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException)
        {
            return $"not well formed: {e.Message}";
        }
    }

    public static int? Code(Answer answer) =>
        answer.Text.Length > 0 && answer.Json.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            ? error.GetProperty("code").GetInt32()
            : null;

    /// <summary>The code that the body alone decides: not JSON, or a batch.</summary>
    public static int? Expected(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? null : -32600;
        }
        catch (JsonException)
        {
            return -32700;
        }
    }

    private static string? RpcProblem(JsonElement json)
    {
        var isError = json.TryGetProperty("error", out var error);
        return json.TryGetProperty("result", out _) == isError ? "not one of result and error"
            : json.GetProperty("id").ValueKind is not (JsonValueKind.Number or JsonValueKind.String or JsonValueKind.Null)
                ? "an id of another kind"
            : !isError ? null
            : error.GetProperty("code").GetInt32() == -32603 ? "an internal error"
            : error.GetProperty("message").GetString()!.Length == 0 ? "no message"
            : null;
    }
}
