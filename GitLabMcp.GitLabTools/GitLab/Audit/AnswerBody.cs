using System.Globalization;

namespace GitLabMcp.GitLabTools.GitLab.Audit;

/// <summary>What the audit record needs of the body of an answer to a write.</summary>
internal static class AnswerBody
{
    /// <summary>The number of the thing that GitLab made or changed, `7`; null where the answer names none.</summary>
    public static string? NumberOf(GitLabAnswer? answer) =>
        answer is { IsJson: true } && answer.TryJson() is { ValueKind: JsonValueKind.Object } json
            ? Number(json, "iid"u8) ?? Number(json, "id"u8)
            : null;

    /// <summary>GraphQL refuses with status 200: by errors beside the data, by errors of the mutation, or by null in its place.</summary>
    public static bool RefusesMutation(GitLabAnswer answer) =>
        answer.TryJson() is not { } json
        || json.TryGetProperty("errors"u8, JsonValueKind.Array, out _)
        || !json.TryGetProperty("data"u8, JsonValueKind.Object, out var data)
        || data.EnumerateObject()
            .Any(field =>
                field.Value.ValueKind == JsonValueKind.Null
                || (field.Value.TryGetProperty("errors"u8, JsonValueKind.Array, out var errors) && errors.GetArrayLength() > 0)
            );

    private static string? Number(JsonElement json, ReadOnlySpan<byte> name) =>
        json.TryGetProperty(name, JsonValueKind.Number, out var number) && number.TryGetInt64(out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : null;
}
