namespace GitLabMcp.Edge.Http;

/// <summary>The body of every HTTP error: <c>{"error": short title, "message": what to do}</c>.</summary>
internal static class ErrorBody
{
    public static Task WriteAsync(HttpContext context, int status, string error, string message)
    {
        var body = ReadableJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("error"u8, error);
            json.WriteString("message"u8, message);
            json.WriteEndObject();
        });
        return WriteAsync(context, status, body);
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
