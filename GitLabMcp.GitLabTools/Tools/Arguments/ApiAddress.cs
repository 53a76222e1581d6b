namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>The address of a thing in GitLab's REST API, `/api/v4/projects/group%2Fapp/issues/7`, as the page of that thing.</summary>
internal static class ApiAddress
{
    /// <param name="parts">Unescaped, those after the address of the instance.</param>
    /// <param name="query">Without `?`; names and values are escaped.</param>
    /// <returns>Null for an address that is none of a project or a group.</returns>
    public static GitLabUrl? Of(string[] parts, string query) =>
        parts switch
        {
            ["api", "v4", "projects", var project, .. var rest] => Page(UrlOwner.Project, project, rest, query),
            ["api", "v4", "groups", var group, .. var rest] => Page(UrlOwner.Group, group, rest, query),
            _ => null,
        };

    private static GitLabUrl Page(UrlOwner owner, string path, string[] rest, string query)
    {
        var note = rest is [_, _, "notes", var number, ..] && number.All(char.IsAsciiDigit) ? number : null;
        string[] page = rest switch
        {
            ["repository", "commits", var sha, ..] => ["commit", sha],
            ["repository", "commits"] => Filled("commits", query, "ref_name", "path"),
            ["repository", "branches", var branch, ..] => ["tree", branch],
            ["repository", "tags", var tag, ..] => ["tags", tag],
            ["repository", "files", var file, ..] => ["blob", Value(query, "ref") ?? "HEAD", file],
            ["repository", "tree"] => Filled("tree", query, "ref", "path"),
            ["repository", "compare"] => Filled("compare", query, "from", "to"),

            // The API has the id of a milestone, the pages have its iid.
            ["milestones", var id, ..] => ["milestones", "id", id],
            _ => rest,
        };
        return new(owner, path, page, note) { IsExact = true };
    }

    private static string[] Filled(string name, string query, string first, string second) =>
        Value(query, first) is not { } one ? [name]
        : Value(query, second) is { } two ? [name, one, two]
        : [name, one];

    private static string? Value(string query, string name) =>
        query
            .Split('&')
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair is [var key, { Length: > 0 }] && key == name)
            .Select(pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')))
            .FirstOrDefault();
}
