using GitLabMcp.ServiceDefaults.Json;

namespace GitLabMcp.Edge.Http;

/// <summary>The body of every HTTP error: <c>{"error": short title, "message": what to do}</c>.</summary>
internal static class ErrorBody
{
    /// <summary>JSON as people read it: `"` and non-ASCII letters stay what they are. Safe because no answer is HTML.</summary>
    public static readonly JsonWriterOptions Readable = new() { Encoder = PlainJsonEncoder.Instance };

    public static Task WriteAsync(HttpContext context, int status, string error, string message)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body, Readable))
        {
            json.WriteStartObject();
            json.WriteString("error"u8, error);
            json.WriteString("message"u8, message);
            json.WriteEndObject();
        }

        return WriteAsync(context, status, body.WrittenMemory);
    }

    /// <param name="context">The request to answer.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="json">The whole document.</param>
    public static Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
