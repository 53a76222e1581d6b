using System.Collections.Frozen;
using System.Globalization;
using GitLabMcp.GitLabTools.GitLab.Cache;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>GITLAB_ALLOWED_PROJECT_IDS: arguments that name a project are checked by number (paths are looked up),
/// lists lose the rows of other projects.</summary>
/// <param name="allowed">The numbers of the projects; empty for all.</param>
internal sealed class ProjectLimits(FrozenSet<long> allowed, TimeProvider time) : IDisposable
{
    private const int MaxCount = 10_000;

    // For a group: no project has this number.
    private const long NoProject = 0;

    private readonly BoundedCache<PathOfToken, Lookup<long>.Found> _numbers = new(MaxCount, TimeSpan.FromMinutes(5), time);

    public bool IsNone => allowed.Count == 0;

    /// <summary>Checks every project a call names, and puts its number in place of a path, so that GitLab acts on
    /// exactly what was checked.</summary>
    /// <returns>Null when all are allowed.</returns>
    public async Task<ToolReply?> CheckAsync(BoundTool tool, CallValues values, CallerGitLab gitlab, CancellationToken ct)
    {
        if (tool.Tool.Scope == ProjectScope.Arguments && !tool.Projects.Any(name => values[name] is ProjectId))
        {
            return ToolReply.Refuse(
                "This server is limited to certain projects: give project_id. Use list_projects to see which there are."
            );
        }

        foreach (var named in NamedProject.In(tool.Arguments.Arguments, values))
        {
            var lookup = named.Project.Group is null ? await NumberAsync(named.Project, gitlab, ct) : new Lookup<long>.Found(NoProject);
            if (lookup is not Lookup<long>.Found { Value: var id })
            {
                return ((Lookup<long>.Refused)lookup).Reply;
            }

            if (!allowed.Contains(id))
            {
                return ToolReply.Refuse(
                    $"This server is limited to certain projects, and the one in {named.Argument} is none of them. "
                        + "Use list_projects to see which there are."
                );
            }

            named.Replace(new ProjectId(id.ToString(CultureInfo.InvariantCulture)) { IsProject = true });
        }

        return null;
    }

    /// <summary>Which rows of a tool's list may be shown; null for all.</summary>
    public Func<JsonElement, bool>? RowsOf(Tool tool, CallValues values)
    {
        if (IsNone || tool.Scope != ProjectScope.Rows || tool.RowProject(values) is not { } field)
        {
            return null;
        }

        var path = field.Split('.');
        return row =>
        {
            foreach (var name in path)
            {
                if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out row))
                {
                    return false;
                }
            }

            return row.ValueKind == JsonValueKind.Number && row.TryGetInt64(out var id) && allowed.Contains(id);
        };
    }

    /// <summary>The answer without what its inner lists have of other projects.</summary>
    public GitLabAnswer Narrow(Tool tool, GitLabAnswer answer)
    {
        if (IsNone || tool.ListsOfProjects.Count == 0 || answer.TryObject() is not { } json)
        {
            return answer;
        }

        foreach (var name in tool.ListsOfProjects)
        {
            (json[name] as JsonArray)?.RemoveAll(row => !IsAllowed(row));
            if (json[name] is JsonObject one && !IsAllowed(one))
            {
                json.Remove(name);
            }
        }

        answer.Dispose();
        return GitLabAnswer.Of(json, answer.NextPage);
    }

    public void Dispose() => _numbers.Dispose();

    private bool IsAllowed(JsonNode? row) =>
        row?["project_id"] is JsonValue number && number.TryGetValue<long>(out var id) && allowed.Contains(id);

    private async Task<Lookup<long>> NumberAsync(ProjectId project, CallerGitLab gitlab, CancellationToken ct)
    {
        if (long.TryParse(project.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new Lookup<long>.Found(number);
        }

        // Each token asks for itself: what one may see says nothing about another, not even whether a project exists.
        var key = new PathOfToken(TokenDigest.Of(gitlab.Instance, gitlab.Credential), project.Text.ToLowerInvariant());
        if (_numbers.Find(key) is { } known)
        {
            return known;
        }

        var reply = await gitlab.GetAsync($"projects/{project}", ct);
        if (reply is not GitLabAnswer answer)
        {
            return new Lookup<long>.Refused(ToolReply.Of(reply));
        }

        using (answer)
        {
            if (!answer.IsJson || !answer.Json().TryGetProperty("id", out var id) || !id.TryGetInt64(out number))
            {
                return new Lookup<long>.Refused(ToolReply.Refuse("GitLab did not say which project that is. Use its number."));
            }
        }

        var found = new Lookup<long>.Found(number);
        _numbers.Set(key, found, size: 1);
        return found;
    }

    private readonly record struct PathOfToken(TokenDigest Token, string Path);
}
