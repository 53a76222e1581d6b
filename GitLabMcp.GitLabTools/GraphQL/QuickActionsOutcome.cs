namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>What GitLab says of the quick actions in a comment, in the payload of a mutation that writes one: newer versions in
/// `quickActionsStatus { messages errorMessages }`, older ones as an error, `Commands only Closed this issue.`, although they did
/// it.</summary>
internal static class QuickActionsOutcome
{
    private const string Older = "Commands only ";

    /// <returns>The comment with a summary of the actions; an answer as REST gives it (202 with `summary`) where there is no comment; a
    /// refusal where nothing was done. Null where the payload says nothing of quick actions.</returns>
    public static GitLabReply? Of(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object || !payload.TryGetProperty("errors"u8, out var errors))
        {
            return null;
        }

        var status = payload.TryGetProperty("quickActionsStatus"u8, out var known) ? known : default;
        string[] failed = [.. Texts(status, "errorMessages")];
        string[] done = [.. Texts(status, "messages"), .. Texts(errors).Where(IsOlder).Select(text => text[Older.Length..])];
        if (done.Length == 0 && failed.Length == 0)
        {
            return null;
        }

        var hasNote = payload.TryGetProperty("note"u8, out var note) && note.ValueKind == JsonValueKind.Object;
        if (!hasNote && done.Length == 0)
        {
            return GitLabRefusal.OfGraphQL(string.Join("; ", failed));
        }

        var summary = new JsonArray([.. done.Concat(failed.Select(text => "Failed: " + text)).Select(text => JsonValue.Create(text))]);
        if (!hasNote)
        {
            return GitLabAnswer.Of(new JsonObject { ["commands_changes"] = new JsonObject(), ["summary"] = summary }, status: 202);
        }

        using var comment = GraphQLJson.Answer(note);
        var json = comment.TryObject()!;
        json["summary"] = summary;
        return GitLabAnswer.Of(json);
    }

    private static bool IsOlder(string error) => error.StartsWith(Older, StringComparison.Ordinal);

    private static IEnumerable<string> Texts(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var list) ? Texts(list) : [];

    private static IEnumerable<string> Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()!)
            : [];
}
