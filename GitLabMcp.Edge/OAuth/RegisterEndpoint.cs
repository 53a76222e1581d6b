using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.OAuth;

/// <summary>POST /oauth/register: RFC 7591. Nothing is stored: the id of a client holds what was registered, sealed. There is no secret,
/// because a program on a user's machine cannot keep one.</summary>
internal sealed class RegisterEndpoint(
    AllowedRedirectUris allowed,
    RegistrationLimit limit,
    FailedAttempts attempts,
    Seals seals,
    Counters counters,
    TimeProvider time
)
{
    private const int MaxRedirectUris = 10;
    private const int MaxIdLength = 2048;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public async Task InvokeAsync(HttpContext context)
    {
        if (!limit.Takes(ClientAddress.Of(context.Connection.RemoteIpAddress)))
        {
            counters.SignInRefused("registrations");
            await OAuthError.WriteLaterAsync(
                context,
                StatusCodes.Status429TooManyRequests,
                "Too many clients were registered from your address."
            );
            return;
        }

        using var document = await ReadAsync(context);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } asked)
        {
            await RefuseAsync(context, "invalid_client_metadata", "Send the metadata of the client as one JSON object.");
            return;
        }

        var uris = ClientDocument.RedirectUris(asked);
        if (
            uris is not { Count: > 0 and <= MaxRedirectUris }
            || uris.Count != asked.GetProperty("redirect_uris"u8).GetArrayLength()
            || uris.FirstOrDefault(uri => !allowed.Includes(uri)) is not null
        )
        {
            await RefuseAsync(
                context,
                "invalid_redirect_uri",
                "redirect_uris must be addresses that this server sends users to. "
                    + "The operator can allow more in GITLAB_OAUTH_ALLOWED_REDIRECT_URIS."
            );
            return;
        }

        if (Unsupported(asked) is { } sentence)
        {
            await RefuseAsync(context, "invalid_client_metadata", sentence);
            return;
        }

        var now = time.GetUtcNow();
        var name = OAuthClient.Readable(ClientDocument.Text(asked, "client_name"));
        var id = seals.Clients.Close(new RegisteredClient(name, [.. uris.Select(uri => uri.Text)], now + Lifetime));
        if (id.Length > MaxIdLength)
        {
            await OAuthError.WriteAsync(
                context,
                "invalid_redirect_uri",
                "redirect_uris are too long together. Register fewer or shorter ones."
            );
            return;
        }

        await WriteAsync(context, id, name, uris, now);
    }

    /// <summary>Counts as a failed authentication of the address, as every step of a sign-in that fails.</summary>
    private async Task RefuseAsync(HttpContext context, string error, string description)
    {
        counters.SignInRefused(error);
        await attempts.CountAsync(ClientAddress.Of(context.Connection.RemoteIpAddress), context.RequestAborted);
        await OAuthError.WriteAsync(context, error, description);
    }

    private static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        SmallForm.Limit(context);
        if (!JsonContentType.IsIn(context.Request))
        {
            return null;
        }

        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, Options, context.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>A client that asks for more than its tokens is told so. One that asks for a secret gets none, which it has to see in the
    /// answer (RFC 7591, 3.2.1), because several clients ask for one by habit.</summary>
    private static string? Unsupported(JsonElement asked) =>
        asked.TryGetProperty("grant_types"u8, out var grants)
        && (
            grants.ValueKind != JsonValueKind.Array
            || !grants
                .EnumerateArray()
                .Any(static grant => grant.ValueKind == JsonValueKind.String && grant.ValueEquals("authorization_code"u8))
        )
            ? "grant_types must have authorization_code."
        : asked.TryGetProperty("response_types"u8, out var types)
        && (
            types.ValueKind != JsonValueKind.Array
            || !types.EnumerateArray().Any(static type => type.ValueKind == JsonValueKind.String && type.ValueEquals("code"u8))
        )
            ? "response_types must have code."
        : null;

    private static Task WriteAsync(HttpContext context, string id, string name, IReadOnlyList<RedirectUri> uris, DateTimeOffset now) =>
        OAuthError.WriteAsync(
            context,
            StatusCodes.Status201Created,
            json =>
            {
                json.WriteString("client_id"u8, id);
                json.WriteNumber("client_id_issued_at"u8, now.ToUnixTimeSeconds());
                json.WriteString("client_name"u8, name);
                WriteArray(json, "redirect_uris", uris.Select(uri => uri.Text));
                WriteArray(json, "grant_types", ["authorization_code", "refresh_token"]);
                WriteArray(json, "response_types", ["code"]);
                json.WriteString("token_endpoint_auth_method"u8, "none"u8);
            }
        );

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
