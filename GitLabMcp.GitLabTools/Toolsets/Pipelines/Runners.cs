namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Runners, without their tokens.</summary>
internal static class Runners
{
    public static readonly Tool[] Tools =
    [
        Tool.List<ListRunners>(
                "list_runners",
                "[projects/{project_id}/][groups/{group_id}/]runners",
                "List the runners that take a project's or group's jobs; tags: get_runner."
            )
            .Keeping("id, description, runner_type, status, online, paused, job_execution_status")
            .GivingOneOf("project_id", "group_id"),
        Tool.Get<RunnerRef>(
                "get_runner",
                "runners/{runner_id}",
                "Get a runner: its tags, limits and last contact, to see why a job is stuck."
            )
            .Keeping(
                """
                id, description, runner_type, status, online, paused, tag_list, run_untagged, locked, access_level,
                maximum_timeout, contacted_at, version, platform, architecture, maintenance_note
                """
            ),
    ];

    private enum RunnerType
    {
        InstanceType,
        GroupType,
        ProjectType,
    }

    private enum RunnerStatus
    {
        Online,
        Offline,
        Stale,
        NeverContacted,
    }

    private sealed record ListRunners(
        [Description("Id or path; or group_id.")] ProjectId? ProjectId = null,
        [Description("Id or path; or project_id.")] Id? GroupId = null,
        [Description("Whose they are.")] RunnerType? Type = null,
        [Description("Status.")] RunnerStatus? Status = null,
        [Description("true: only these; false: none.")] bool? Paused = null,
        [Description("With all these tags.")] [CommaJoined] string[]? TagList = null
    );

    private sealed record RunnerRef([Description("Its id.")] long RunnerId);
}
