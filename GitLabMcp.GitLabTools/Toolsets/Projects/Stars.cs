namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Stars
{
    public static readonly Tool Tool = Tool.Post<StarProject>(
            "star_project",
            "projects/{project_id}[/{action}]",
            "Star a project as the token's user, or take the star back."
        )
        .Overwriting()
        .Completing(DoneBefore)
        .Keeping("id, path_with_namespace, star_count, done, note");

    /// <summary>GitLab answers 304 without a body where the star is as the call wants it.</summary>
    private static Task<GitLabReply> DoneBefore(CallValues values, GitLabReply reply, CallerGitLab gitlab, CancellationToken ct) =>
        Task.FromResult(
            reply is GitLabRefusal { Status: 304 }
                ? GitLabAnswer.Of(new JsonObject { ["done"] = true, ["note"] = "It was so before." })
                : reply
        );

    private enum Action
    {
        Star,
        Unstar,
    }

    private sealed record StarProject(ProjectId ProjectId, [Description("What to do.")] Action Action = Action.Star);
}
