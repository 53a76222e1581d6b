namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>Lets one document serve every version and tier of GitLab: what an older one, or one without the paid
/// features, does not know is left out. GitLab checks a document before it runs any of it, and names the lines:
/// `{"errors":[{"message":"No such type X…","locations":[{"line":7,"column":9}]}]}`.</summary>
internal static class OptionalFields
{
    private const string Mark = "# optional";

    /// <returns>The document without the marked lines that this answer complains of; null when there is nothing to leave out.</returns>
    public static string? Without(string document, GitLabReply reply)
    {
        if (
            reply is not GitLabAnswer answer
            || !document.Contains(Mark, StringComparison.Ordinal)
            || !answer.Body.Span.StartsWith("{\"errors\""u8)
        )
        {
            return null;
        }

        var unknown = Lines(answer.Body);
        var lines = document.Split('\n');
        string[] left = [.. lines.Where((line, index) => !(unknown.Contains(index + 1) && line.EndsWith(Mark, StringComparison.Ordinal)))];
        return left.Length < lines.Length ? string.Join('\n', left) : null;
    }

    private static HashSet<int> Lines(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return
                json.RootElement.TryGetProperty("data"u8, out _)
                || json.RootElement.GetProperty("errors"u8) is not { ValueKind: JsonValueKind.Array } errors
                ? []
                : [.. errors.EnumerateArray().SelectMany(Lines)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<int> Lines(JsonElement error) =>
        error.TryGetProperty("locations"u8, JsonValueKind.Array, out var locations)
            ? locations
                .EnumerateArray()
                .Select(place =>
                    place.ValueKind == JsonValueKind.Object
                    && place.TryGetProperty("line"u8, out var line)
                    && line.TryGetInt32(out var number)
                        ? number
                        : 0
                )
            : [];
}
