namespace GitLabMcp.GitLabTools.Toolsets;

internal static class Boards
{
    public static Tool List =>
        Tool.List<ListBoards>(
                "list_boards",
                "[projects/{project_id}/][groups/{group_id}/]boards[/{board_id}/lists]",
                "List a project's or group's issue boards with their lists; board_id: one board's lists."
            )
            .Keeping($"id, name, {Column}, labels(name), weight, lists(id, {Column})")
            .GivingOneOf("project_id", "group_id");

    private const string Column = """
        position, label(id,name), milestone(id,title), assignee(id,username), iteration(id,title), max_issue_count
        """;

    private sealed record ListBoards(
        [Description("Id or path; or group_id.")] ProjectId? ProjectId = null,
        [Description("Id or path; or project_id.")] Id? GroupId = null,
        [Description("Its lists only.")] long? BoardId = null
    );
}
