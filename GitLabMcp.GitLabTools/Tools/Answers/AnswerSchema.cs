namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>JSON schemas of answers: the names of their fields and which of them are lists, for programs that call a tool
/// before they have seen an answer of it. No field is required and every other field is allowed, so that every answer is valid.</summary>
internal static class AnswerSchema
{
    /// <param name="fields">`log`, or for a list `failed_jobs[]`.</param>
    /// <returns>The schema, UTF-8; empty when no fields are named.</returns>
    public static byte[] Of(IReadOnlyList<string> fields) =>
        fields.Count == 0
            ? []
            : JsonSerializer.SerializeToUtf8Bytes(
                new JsonObject { ["type"] = "object", ["properties"] = new JsonObject(fields.Select(Of)) },
                ToolJson.Options
            );

    private static KeyValuePair<string, JsonNode?> Of(string field) =>
        field.EndsWith("[]", StringComparison.Ordinal)
            ? new(field[..^2], new JsonObject { ["type"] = "array" })
            : new(field, new JsonObject());
}
