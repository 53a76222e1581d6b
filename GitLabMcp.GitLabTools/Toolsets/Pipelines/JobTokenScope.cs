namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Which other projects' jobs may get into a project with their job tokens.</summary>
internal static class JobTokenScope
{
    public static readonly Tool Tool = Tool.Call<ProjectRef>(
            "get_job_token_scope",
            Effect.Read,
            "Get which projects' and groups' CI/CD jobs may access a project by job token.",
            GetAsync
        )
        .OutputFields("inbound_enabled, outbound_enabled, projects[], groups[], note")
        .ListingProjectsIn("projects");

    private const int MaxShown = 100;

    private static async Task<ToolReply> GetAsync(ProjectRef arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var project = arguments.ProjectId;
        var reply = await gitlab.GetAsync($"projects/{project}/job_token_scope", ct);
        if (reply is not GitLabAnswer answer)
        {
            return ToolReply.Of(reply);
        }

        JsonObject scope;
        using (answer)
        {
            scope = answer.IsJson ? ToolJson.Pick(answer.Json(), "inbound_enabled", "outbound_enabled") : [];
        }

        var projects = await gitlab.GetAsync($"projects/{project}/job_token_scope/allowlist?per_page={(long)MaxShown}", ct);
        if (Add(scope, "projects", projects, "project_id", "path_with_namespace") is { } noProjects)
        {
            return noProjects;
        }

        var groups = await gitlab.GetAsync($"projects/{project}/job_token_scope/groups_allowlist?per_page={(long)MaxShown}", ct);
        return Add(scope, "groups", groups, "group_id", "name") ?? ToolReply.Of(GitLabAnswer.Of(scope));
    }

    /// <returns>Null, or the reply that ends the call.</returns>
    private static ToolReply? Add(JsonObject scope, string list, GitLabReply reply, string number, string name)
    {
        if (reply is not GitLabAnswer answer)
        {
            return ToolReply.Of(reply);
        }

        using (answer)
        {
            scope[list] = new JsonArray([
                .. (answer.TryList() ?? []).Select(row => new JsonObject
                {
                    [number] = row?["id"]?.DeepClone(),
                    ["path"] = row?["full_path"]?.DeepClone() ?? row?[name]?.DeepClone(),
                }),
            ]);
            if (answer.NextPage is not null)
            {
                scope["note"] = $"Only the first {MaxShown} are shown; the others are in the project's CI/CD settings.";
            }

            return null;
        }
    }

    private sealed record ProjectRef(ProjectId ProjectId);
}
