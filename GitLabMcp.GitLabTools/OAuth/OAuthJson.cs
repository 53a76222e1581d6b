namespace GitLabMcp.GitLabTools.OAuth;

/// <summary>Reads members of an answer of OAuth.</summary>
internal static class OAuthJson
{
    /// <summary>A text; null when it is not there or something else.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A whole number; null when it is not there or something else.</summary>
    public static int? Number(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;

    /// <summary>`"scope":"read_api api"` of a token and `"scope":["read_api","api"]` of its record are both `read_api api`.</summary>
    public static string Scope(this JsonElement json) =>
        json.TryGetProperty("scope", out var value) && value.ValueKind == JsonValueKind.Array
            ? string.Join(' ', value.EnumerateArray().Select(static scope => scope.ToString()))
            : json.Text("scope") ?? "";
}
