namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Finds a page of a wiki whose title is given in place of its slug: `Getting started` for `Getting-started`.</summary>
internal static class WikiTitle
{
    /// <summary>For tools that change a page.</summary>
    public static Step OfChangedPage =>
        new(
            "slug",
            async (values, gitlab, ct) =>
            {
                var slug = values.Find("group_id") is Id group
                    ? FindAsync(values, token => gitlab.GetAsync($"groups/{group}/wikis", token), ct)
                    : FindAsync(values, token => gitlab.GetAsync($"projects/{values.Project}/wikis", token), ct);
                if (await slug is { } found)
                {
                    values["slug"] = found;
                }

                return null;
            }
        );

    public static Task<GitLabReply> OfProjectAsync(CallValues values, GitLabReply reply, CallerGitLab gitlab, CancellationToken ct) =>
        FindAsync(
            values,
            reply,
            token => gitlab.GetAsync($"projects/{values.Project}/wikis", token),
            (slug, query, token) => gitlab.SendAsync(Page($"projects/{values.Project}/wikis/{slug}", query), token),
            ct
        );

    public static Task<GitLabReply> OfGroupAsync(CallValues values, GitLabReply reply, CallerGitLab gitlab, CancellationToken ct)
    {
        var group = (Id)values["group_id"]!;
        return FindAsync(
            values,
            reply,
            token => gitlab.GetAsync($"groups/{group}/wikis", token),
            (slug, query, token) => gitlab.SendAsync(Page($"groups/{group}/wikis/{slug}", query), token),
            ct
        );
    }

    private static GitLabRequest Page(GitLabPath path, string query) => new(HttpMethod.Get, path.Path + query, path.Template);

    private static async Task<GitLabReply> FindAsync(
        CallValues values,
        GitLabReply reply,
        Func<CancellationToken, Task<GitLabReply>> listAsync,
        Func<Id, string, CancellationToken, Task<GitLabReply>> readAsync,
        CancellationToken ct
    ) =>
        reply is GitLabRefusal { Status: 404 } && await FindAsync(values, listAsync, ct) is { } slug
            ? await readAsync(slug, Query(values), ct)
            : reply;

    /// <returns>The slug of the page with this title; null when no page has it, or several have.</returns>
    private static async Task<Id?> FindAsync(CallValues values, Func<CancellationToken, Task<GitLabReply>> listAsync, CancellationToken ct)
    {
        // A slug has no spaces, and a title of one word is its slug.
        var title = ((Id)values["slug"]!).Text;
        if (!title.Contains(' ', StringComparison.Ordinal) || await listAsync(ct) is not GitLabAnswer list)
        {
            return null;
        }

        using (list)
        {
            var wanted = Plain(title);
            var slugs = (list.TryList() ?? [])
                .Where(page => Plain(page?["title"]?.ToString() ?? "") == wanted || Plain(page?["slug"]?.ToString() ?? "") == wanted)
                .Select(page => page!["slug"]?.ToString() ?? "")
                .Where(Id.IsValid)
                .Distinct()
                .ToList();
            return slugs is [var slug] && slug != title ? new Id(slug) : null;
        }
    }

    private static string Query(CallValues values)
    {
        var version = values["version"] is string commit ? $"&version={Uri.EscapeDataString(commit)}" : "";
        var html = values["render_html"] is bool flag ? $"&render_html={(flag ? "true" : "false")}" : "";
        return html.Length + version.Length == 0 ? "" : "?" + (html + version)[1..];
    }

    /// <summary>GitLab writes the spaces of a title as hyphens in the slug.</summary>
    private static string Plain(string text) => text.Trim().Replace(' ', '-').ToUpperInvariant();
}
