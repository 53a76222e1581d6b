using System.Globalization;
using GitLabMcp.GitLabTools.GraphQL;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Where an issue went on that was moved, or closed as a duplicate of another. GitLab names the one by an id that no call takes,
/// and the other by a link that a lean answer leaves out.</summary>
internal static class IssueSuccessor
{
    public const string LeanFields = "moved_to(project_id,iid,state,web_url), duplicate_of(project_id,iid)";

    /// <summary>The fields of the answer that may be about other projects.</summary>
    public static readonly string[] Names = ["moved_to", "duplicate_of"];

    private static readonly GraphQLDocument MovedTo = new(
        """
        query movedIssue($id: IssueID!) {
          issue(id: $id) { iid projectId state webUrl }
        }
        """,
        "issue"
    );

    /// <summary>Adds both to the issue, where there are any.</summary>
    public static async Task<GitLabReply> AddAsync(Task<GitLabReply> pending, CallerGitLab gitlab, CancellationToken ct)
    {
        var reply = await pending;
        if (reply is not GitLabAnswer answer || answer.TryObject() is not { } issue)
        {
            return reply;
        }

        var copy = issue["moved_to_id"] is { } id ? await MovedToAsync($"{id}", gitlab, ct) : null;
        var original = DuplicateOf((issue["_links"] as JsonObject)?["closed_as_duplicate_of"]?.ToString());
        foreach (var (name, value) in Names.Zip([copy, original]).Where(field => field.Second is not null))
        {
            issue[name] = value;
        }

        return copy is null && original is null ? answer : answer.With(issue);
    }

    /// <returns>Null where the token's user may not see it, or GitLab does not say.</returns>
    private static async Task<JsonObject?> MovedToAsync(string id, CallerGitLab gitlab, CancellationToken ct)
    {
        var variables = new JsonObject { ["id"] = $"gid://gitlab/Issue/{id}" };
        using var answer = await gitlab.QueryAsync(MovedTo, variables, ct) as GitLabAnswer;
        if (answer?.TryObject() is not { } copy)
        {
            return null;
        }

        // GraphQL writes the number as a text, and calls take a number.
        copy["iid"] = Number(copy["iid"]?.ToString());
        return copy;
    }

    /// <summary>`https://gitlab.example.com/api/v4/projects/1/issues/75`.</summary>
    private static JsonObject? DuplicateOf(string? link) =>
        link?.Split('/') is [.., "projects", var project, "issues", var iid] && Number(project) is { } owner && Number(iid) is { } number
            ? new JsonObject { ["project_id"] = owner, ["iid"] = number }
            : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
