namespace GitLabMcp.GitLabTools.Identity;

/// <summary>GitLab's record of a personal, project or group access token.</summary>
/// <param name="OwnerId">GitLab's user id of the owner; null when the record does not have it.</param>
/// <param name="OnlyReads">The token has the scope `read_api` and not `api`.</param>
internal sealed record TokenRecord(string? OwnerId, bool OnlyReads)
{
    /// <returns>Null when GitLab gives no record, for whatever reason.</returns>
    public static async Task<TokenRecord?> AskAsync(CallerGitLab gitlab, CancellationToken ct)
    {
        using var answer = await gitlab.SendAsync(GitLabRequest.ForTokenRecord, ct) as GitLabAnswer;
        return answer?.TryJson() is { ValueKind: JsonValueKind.Object } json ? Of(json) : null;
    }

    /// <summary>`{"user_id":7,"scopes":["read_api","read_user"],…}`.</summary>
    private static TokenRecord Of(JsonElement json)
    {
        var scopes =
            json.TryGetProperty("scopes"u8, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
        return new(
            json.TryGetProperty("user_id"u8, out var id) && id.ValueKind == JsonValueKind.Number ? id.GetRawText() : null,
            Has(scopes, "read_api") && !Has(scopes, "api")
        );
    }

    private static bool Has(JsonElement.ArrayEnumerator scopes, string name) =>
        scopes.Any(scope => scope.ValueKind == JsonValueKind.String && scope.ValueEquals(name));
}
