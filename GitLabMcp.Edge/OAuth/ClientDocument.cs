namespace GitLabMcp.Edge.OAuth;

/// <summary>Reads what a client says of itself:
/// <code>{"client_id":"https://app.example.com/client.json","client_name":"App","redirect_uris":["http://127.0.0.1/callback"]}</code>
/// </summary>
internal static class ClientDocument
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <returns>Null when it is of another client, lacks an address to send users to, or needs a secret.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static OAuthClient? Read(ReadOnlyMemory<byte> json, string id)
    {
        using var document = JsonDocument.Parse(json, Options);
        var root = document.RootElement;
        return
            root.ValueKind == JsonValueKind.Object
            && Text(root, "client_id") == id
            && (Text(root, "token_endpoint_auth_method") ?? "none") == "none"
            && RedirectUris(root) is { Count: > 0 } uris
            ? new OAuthClient(id, OAuthClient.Readable(Text(root, "client_name")), uris)
            : null;
    }

    /// <summary>The addresses that users may be sent to; null when `redirect_uris` is not a list of texts.</summary>
    public static IReadOnlyList<RedirectUri>? RedirectUris(JsonElement client)
    {
        if (
            !client.TryGetProperty("redirect_uris"u8, out var list)
            || list.ValueKind != JsonValueKind.Array
            || list.EnumerateArray().Any(static one => one.ValueKind != JsonValueKind.String)
        )
        {
            return null;
        }

        return [.. list.EnumerateArray().Select(static one => RedirectUri.Parse(one.GetString()!)).OfType<RedirectUri>()];
    }

    public static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
