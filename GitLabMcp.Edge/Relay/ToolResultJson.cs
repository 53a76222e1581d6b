using System.Text;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>The result of tools/call: the members `content`, `structuredContent` where there is one, and `isError`.</summary>
internal static class ToolResultJson
{
    private static readonly RawJson True = new("true"u8.ToArray());
    private static readonly RawJson False = new("false"u8.ToArray());

    /// <param name="result">What the tool says.</param>
    /// <param name="takesStructuredContent">The client knows `structuredContent`.</param>
    public static ResultOverride.Members Of(ToolResult result, bool takesStructuredContent)
    {
        var content = ("content", Content(result));
        var isError = ("isError", result.IsError ? True : False);
        return takesStructuredContent && Structured(result) is { } structured
            ? new ResultOverride.Members(content, ("structuredContent", structured), isError)
            : new ResultOverride.Members(content, isError);
    }

    /// <summary>`[{"type":"text","text":"…"}]` with the images after it.</summary>
    private static RawJson Content(ToolResult result) =>
        new(
            ReadableJson.Write(
                result.Text.Length + 64 + result.Images.Sum(image => image.Data.Length * 4 / 3 + 128),
                json =>
                {
                    json.WriteStartArray();
                    json.WriteStartObject();
                    json.WriteString("type"u8, "text"u8);
                    json.WriteString("text"u8, result.Text);
                    json.WriteEndObject();
                    foreach (var image in result.Images)
                    {
                        json.WriteStartObject();
                        json.WriteString("type"u8, "image"u8);
                        json.WriteBase64String("data"u8, image.Data.Span);
                        json.WriteString("mimeType"u8, image.MimeType);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }
            )
        );

    /// <summary>The same data for programs; an error as `{"error":"…","retryable":true,"retry_after":30}`.</summary>
    private static RawJson? Structured(ToolResult result) =>
        result.IsError ? Error(result)
        : result.Text is ['{', ..] ? new RawJson(Encoding.UTF8.GetBytes(result.Text))
        : null;

    private static RawJson Error(ToolResult refusal) =>
        new(
            ReadableJson.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("error"u8, refusal.Text);
                if (refusal.HasRetryable)
                {
                    json.WriteBoolean("retryable"u8, refusal.Retryable);
                }

                if (refusal.HasRetryAfter)
                {
                    json.WriteNumber("retry_after"u8, refusal.RetryAfter);
                }

                json.WriteEndObject();
            })
        );
}
