namespace GitLabMcp.Edge.OAuth;

/// <summary>Answers of the endpoints that clients call themselves: RFC 6749, 5.2.</summary>
internal static class OAuthError
{
    /// <param name="context">The request to answer.</param>
    /// <param name="error">`invalid_grant`.</param>
    /// <param name="description">What was wrong and what to do.</param>
    public static Task WriteAsync(HttpContext context, string error, string description) =>
        WriteAsync(context, StatusCodes.Status400BadRequest, error, description);

    /// <summary>For what may succeed if it is repeated.</summary>
    public static Task WriteLaterAsync(HttpContext context, int status, string description)
    {
        SignInRefusals.RetryLater(context);
        return WriteAsync(context, status, "temporarily_unavailable", description + " Try again in a moment.");
    }

    public static Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> members)
    {
        context.Response.Headers.CacheControl = "no-store";
        return ErrorBody.WriteAsync(
            context,
            status,
            ReadableJson.Write(json =>
            {
                json.WriteStartObject();
                members(json);
                json.WriteEndObject();
            })
        );
    }

    private static Task WriteAsync(HttpContext context, int status, string error, string description) =>
        WriteAsync(
            context,
            status,
            json =>
            {
                json.WriteString("error"u8, error);
                json.WriteString("error_description"u8, description);
            }
        );
}
