using System.Buffers;
using GitLabMcp.GitLabTools.Suggestions;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>Asks GitLab which names were probably meant by one that it does not have. Nothing is suggested that the tool which lists
/// such names could not show to the same request.</summary>
internal sealed class NearbyNames(CallValues values, CallerGitLab gitlab, IReachableTools tools)
{
    private const int MaxShown = 3;

    // What GitLab allows in a user name. Nothing else goes into a sentence, because people choose their names.
    private static readonly SearchValues<char> OfUserNames = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"
    );

    /// <returns>` Did you mean bob or bobby?`; empty when nothing is close.</returns>
    public async Task<string> QuestionAsync(Thing thing, string name, CancellationToken ct)
    {
        var names = thing switch
        {
            Thing.User => await UsersAsync(name.TrimStart('@'), ct),
            Thing.Milestone => await MilestonesAsync(name, ct),
            _ => [],
        };
        return names switch
        {
            [] => "",
            [var one] => $" Did you mean {one}?",
            [.. var others, var last] => $" Did you mean {string.Join(", ", others)} or {last}?",
        };
    }

    /// <summary>Those whom GitLab finds by a part of a name; without any, a member of the project whose user name is close.</summary>
    private async Task<string[]> UsersAsync(string name, CancellationToken ct)
    {
        if (tools.WhyDenied(["get_users"]) is not null || name.Length == 0)
        {
            return [];
        }

        var found = await FieldAsync($"users?search={name}&per_page={MaxShown}", "username", ct);
        if (found.Count == 0 && values.Find(ArgumentNames.Project) is ProjectId { Group: null } project)
        {
            found = tools.WhyDenied(["list_project_members"]) is null
                ? Close(name, await FieldAsync($"projects/{project}/members/all?per_page=100", "username", ct))
                : [];
        }

        return [.. found.Where(one => !one.AsSpan().ContainsAnyExcept(OfUserNames)).Take(MaxShown)];
    }

    /// <summary>A title is any text that somebody wrote: only one that hardly differs from the given one is shown.</summary>
    private async Task<string[]> MilestonesAsync(string title, CancellationToken ct)
    {
        if (values.Find(ArgumentNames.Project) is ProjectId { Group: null } project)
        {
            return tools.WhyDenied(["list_milestones"]) is null
                ? [.. Close(title, await FieldAsync($"projects/{project}/milestones?include_ancestors=true&per_page=100", "title", ct))]
                : [];
        }

        return values.Find(ArgumentNames.Group) is Id group && tools.WhyDenied(["list_group_milestones"]) is null
            ? [.. Close(title, await FieldAsync($"groups/{group}/milestones?include_ancestors=true&per_page=100", "title", ct))]
            : [];
    }

    private static List<string> Close(string name, IEnumerable<string> known) => NearMiss.Of(name, known) is { } near ? [near] : [];

    /// <summary>That field of each row; empty when GitLab does not give the list.</summary>
    private async Task<List<string>> FieldAsync(GitLabPath path, string field, CancellationToken ct)
    {
        if (await gitlab.GetAsync(path, ct) is not GitLabAnswer answer)
        {
            return [];
        }

        using (answer)
        {
            return
            [
                .. (answer.TryList() ?? [])
                    .Select(row => (row as JsonObject)?[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null)
                    .OfType<string>(),
            ];
        }
    }
}
