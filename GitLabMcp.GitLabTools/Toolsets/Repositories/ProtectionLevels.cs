using System.Text.Json.Serialization;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Who may push to a protected branch, or merge into it: one level, one user or one group.</summary>
internal sealed record BranchGrant(
    [Description("0, 30, 40 or 60.")] int? AccessLevel = null,
    [Description("Premium.")] long? UserId = null,
    [Description("Premium.")] long? GroupId = null,
    [Description("Of one there is: get_protected_branch, detail full.")] long? Id = null,
    [property: JsonPropertyName("_destroy")] [Description("Takes it away.")] bool? Destroy = null
);

/// <summary>Changes the level of a protected branch. GitLab wants the id of the one that there is, because without it a second one is
/// added, which only some tiers allow.</summary>
internal static class ProtectionLevels
{
    public static Step Replaced => new("allowed_to_push", ReplaceAsync);

    private static async Task<ToolReply?> ReplaceAsync(CallValues values, CallerGitLab gitlab, CancellationToken ct)
    {
        if (values["push_access_level"] is null && values["merge_access_level"] is null)
        {
            return null;
        }

        var branch = (GitRef)values["branch_name"]!;
        return await gitlab
            .GetAsync($"projects/{values.Project}/protected_branches/{branch}", ct)
            .ThenStepAsync(answer =>
            {
                if (answer.TryJson() is not { ValueKind: JsonValueKind.Object } protection)
                {
                    return ToolReply.Refuse("GitLab did not say who may push and merge now, so nothing was changed.");
                }

                Replace("push_access_level", "push_access_levels"u8, "allowed_to_push");
                Replace("merge_access_level", "merge_access_levels"u8, "allowed_to_merge");
                return null;

                void Replace(string argument, ReadOnlySpan<byte> field, string sent)
                {
                    if (values[argument] is int level)
                    {
                        values[sent] = Changes(level, LevelsIn(protection, field));
                    }
                }
            });
    }

    /// <summary>One level is left of those that there are: a row that has it already, or else the first, which gets it.</summary>
    private static BranchGrant[]? Changes(int level, List<(long Id, int Level)> rows)
    {
        var left = rows.FindIndex(row => row.Level == level) is >= 0 and var index ? index : 0;
        BranchGrant[] changes =
            rows.Count == 0
                ? [new(level)]
                :
                [
                    .. rows.Where((row, place) => place == left && row.Level != level).Select(row => new BranchGrant(level, Id: row.Id)),
                    .. rows.Where((_, place) => place != left).Select(row => new BranchGrant(Id: row.Id, Destroy: true)),
                ];
        return changes.Length == 0 ? null : changes;
    }

    /// <summary>The rows that name a level and nobody in particular.</summary>
    private static List<(long Id, int Level)> LevelsIn(JsonElement protection, ReadOnlySpan<byte> field) =>
        protection.TryGetProperty(field, JsonValueKind.Array, out var rows)
            ?
            [
                .. from row in rows.EnumerateArray()
                where !((string[])["user_id", "group_id", "deploy_key_id", "member_role_id"]).Any(name => IsGiven(row, name))
                where row.TryGetProperty("id"u8, out _) && row.TryGetProperty("access_level"u8, out _)
                select (row.GetProperty("id"u8).GetInt64(), row.GetProperty("access_level"u8).GetInt32()),
            ]
            : [];

    private static bool IsGiven(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
