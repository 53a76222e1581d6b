using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Names the project of each hit by its path. GitLab gives its number only, which says nothing to people where a search
/// covers several projects.</summary>
internal static class SearchedProjects
{
    private const string Field = "project";

    private static readonly GraphQLDocument Paths = new(
        """
        query projectPaths($ids: [ID!]) {
          projects(ids: $ids) { nodes { id fullPath } }
        }
        """,
        "projects"
    );

    public static async Task<GitLabReply> NamedAsync(CallValues values, GitLabReply reply, CallerGitLab gitlab, CancellationToken ct)
    {
        if (values[ArgumentNames.Project] is not null || reply is not GitLabAnswer answer || answer.TryList() is not { } list)
        {
            return reply;
        }

        List<JsonObject> hits = [.. list.OfType<JsonObject>().Where(hit => hit["project_id"] is not null)];
        var unnamed = hits.Where(hit => !TryName(hit, PathOf(hit["web_url"]?.ToString(), gitlab))).ToList();
        if (unnamed.Count > 0)
        {
            var paths = await PathsAsync([.. unnamed.Select(Project).Distinct()], gitlab, ct);
            foreach (var hit in unnamed)
            {
                TryName(hit, paths.GetValueOrDefault(Project(hit)));
            }
        }

        return hits.Count > 0 ? answer.With(list) : answer;
    }

    private static string Project(JsonObject hit) => hit["project_id"]!.ToString();

    private static bool TryName(JsonObject hit, string? path)
    {
        if (path is not null)
        {
            hit[Field] = path;
        }

        return path is not null;
    }

    /// <summary>`group/app` of `https://gitlab.example.com/group/app/-/issues/12`.</summary>
    private static string? PathOf(string? page, CallerGitLab gitlab) =>
        page is not null
        && GitLabUrl.Parse(page, gitlab.Instance) is Reading<GitLabUrl>.Value { Result: { Owner: UrlOwner.Project, Path: var path } }
            ? path
            : null;

    /// <summary>One request for all projects of the page. Where GitLab refuses it, the numbers have to do.</summary>
    private static async Task<Dictionary<string, string>> PathsAsync(string[] projects, CallerGitLab gitlab, CancellationToken ct)
    {
        var ids = new JsonArray([.. projects.Select(id => JsonValue.Create($"gid://gitlab/Project/{id}"))]);
        using var answer = await gitlab.QueryAsync(Paths, new JsonObject { ["ids"] = ids }, ct) as GitLabAnswer;
        return (answer?.TryList() ?? [])
            .OfType<JsonObject>()
            .Where(project => project["id"] is not null && project["full_path"] is not null)
            .ToDictionary(project => project["id"]!.ToString(), project => project["full_path"]!.ToString());
    }
}
