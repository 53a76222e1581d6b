namespace GitLabMcp.Edge.Pages;

/// <summary>What GitLab says of a token, from an answer of the tool whoami.</summary>
/// <param name="Scopes">Null when GitLab does not say them.</param>
internal sealed record TokenOwner(string Username, string Name, string TokenName, string Expires, IReadOnlyList<string>? Scopes)
{
    public bool MayWrite => Scopes is null || Scopes.Contains(OAuthSettings.Api);

    public bool MayRead => MayWrite || Scopes!.Contains(OAuthSettings.ReadApi);

    /// <summary>`{"username":"alice","name":"Alice","token":{"name":"work","scopes":["api"],"expires_at":"2027-01-01"}}`.</summary>
    public static TokenOwner Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var answer = document.RootElement;
        var token = answer.TryGetProperty("token", out var record) ? record : default;
        return new(
            Text(answer, "username"),
            Text(answer, "name"),
            Text(token, "name"),
            Text(token, "expires_at"),
            token.ValueKind == JsonValueKind.Object && token.TryGetProperty("scopes", out var scopes)
                ? [.. scopes.EnumerateArray().Select(scope => scope.GetString() ?? "")]
                : null
        );
    }

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
