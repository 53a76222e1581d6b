using System.Globalization;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>GraphQL finds projects and groups by their full path only: looks it up for a call that gave a number.</summary>
internal static class FullPath
{
    /// <summary>For project_id; `group:12` and a group's path will do too where the operation takes any namespace.</summary>
    public static Step OfProject => Of("project_id");

    /// <summary>For another argument that names a project.</summary>
    public static Step Of(string argument) =>
        new(
            argument,
            async (values, gitlab, ct) =>
            {
                if (values[argument] is not ProjectId project)
                {
                    return null;
                }

                var (path, refusal) = await OfAsync(project, gitlab, ct);
                values[argument] = path is null ? null : new ProjectId(path);
                return refusal;
            }
        );

    /// <summary>For group_id.</summary>
    public static Step OfGroup =>
        new(
            "group_id",
            async (values, gitlab, ct) =>
            {
                if (values["group_id"] is not Id group || !IsNumber(group.Text))
                {
                    return null;
                }

                var reply = await gitlab.GetAsync($"groups/{group}?with_projects=false", ct);
                var (path, refusal) = Read(reply, "full_path");
                values["group_id"] = path is null ? null : new Id(path);
                return refusal;
            }
        );

    public static async Task<(string? Path, ToolReply? Refusal)> OfAsync(ProjectId project, CallerGitLab gitlab, CancellationToken ct)
    {
        if (project.Group is { } group)
        {
            return IsNumber(group) ? Read(await gitlab.GetAsync($"groups/{group}?with_projects=false", ct), "full_path") : (group, null);
        }

        if (!IsNumber(project.Text))
        {
            return (project.Text, null);
        }

        var (path, refusal) = Read(await gitlab.GetAsync($"projects/{project}", ct), "path_with_namespace");
        return (
            path,
            refusal is ToolReply.Refused { IsNotFound: true } missing && !project.IsProject
                ? missing with
                {
                    Sentence =
                        $"{missing.Sentence} A bare number is the number of a project, like project:{project}; "
                        + $"for the group of that number give group:{project}.",
                }
                : refusal
        );
    }

    private static bool IsNumber(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static (string? Path, ToolReply? Refusal) Read(GitLabReply reply, string field)
    {
        if (reply is not GitLabAnswer answer)
        {
            return (null, ToolReply.Of(reply));
        }

        using (answer)
        {
            return
                answer.IsJson
                && answer.Json() is { ValueKind: JsonValueKind.Object } json
                && json.TryGetProperty(field, out var path)
                && path.GetString() is { } text
                ? (text, null)
                : (
                    null,
                    ToolReply.Refuse("GitLab did not say the full path of that project or group. Give the path in place of its number.")
                );
        }
    }
}
