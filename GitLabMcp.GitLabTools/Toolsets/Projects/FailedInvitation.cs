namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>GitLab answers 201 also when it invites nobody, and says so in the body (https://docs.gitlab.com/api/invitations/):
/// <c>{"status":
/// "error", "message": {"eve@example.com": "Already invited"}}</c>.</summary>
internal static class FailedInvitation
{
    public static Task<GitLabReply> AsRefusalAsync(CallValues values, GitLabReply reply, CallerGitLab gitlab, CancellationToken ct) =>
        Task.FromResult(
            reply is GitLabAnswer answer
            && answer.TryJson() is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty("status"u8, out var status)
            && status.ValueKind == JsonValueKind.String
            && status.ValueEquals("error"u8)
                ? GitLabRefusal.OfPart(Reasons(json), "list_invitations and list_project_members show who is there already.")
                : reply
        );

    private static string Reasons(JsonElement json) =>
        !json.TryGetProperty("message"u8, out var message) ? ""
        : message.ValueKind == JsonValueKind.Object
            ? string.Join("; ", message.EnumerateObject().Select(one => $"{one.Name}: {TextOf(one.Value)}"))
        : TextOf(message);

    private static string TextOf(JsonElement text) => text.ValueKind == JsonValueKind.String ? ToolJson.TextOf(text) : text.GetRawText();
}
