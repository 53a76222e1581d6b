namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private const string Milestone = """
        {"id":12,"iid":3,"project_id":1,"title":"10.0","description":"Version","state":"active","due_date":"2026-11-29",
          "start_date":"2026-11-10","expired":false,"created_at":"2026-01-05T09:30:00.000Z",
          "web_url":"https://gitlab.example.com/m/3"}
        """;

    private const string LeanMilestone = """
        {"id":12,"iid":3,"project_id":1,"title":"10.0","description":"Version","state":"active","start_date":"2026-11-10",
          "due_date":"2026-11-29","expired":false,"created_at":"2026-01-05T09:30:00Z",
          "web_url":"https://gitlab.example.com/m/3"}
        """;

    private const string MilestoneIssue =
        """[{"id":5,"iid":1,"project_id":1,"title":"Crash","state":"opened","labels":["bug"],"description":"long"}]""";

    private const string LeanMilestoneIssue = """{"items":[{"iid":1,"project_id":1,"title":"Crash","state":"opened","labels":["bug"]}]}""";

    private const string MilestoneRequest = """
        [{"id":5,"iid":1,"project_id":1,"title":"Fix","state":"opened","draft":false,"source_branch":"fix",
          "target_branch":"main","description":"long"}]
        """;

    private const string LeanMilestoneRequest = """
        {"items":[{"iid":1,"project_id":1,"title":"Fix","state":"opened","draft":false,"source_branch":"fix",
          "target_branch":"main"}]}
        """;

    private const string Burndown = """[{"created_at":"2026-01-05T09:30:00.000Z","weight":2,"action":"add"}]""";

    private const string LeanBurndown = """{"items":[{"created_at":"2026-01-05T09:30:00Z","weight":2,"action":"add"}],"total":1}""";

    private static readonly ToolCase[] Milestones =
    [
        Case(
            "list_milestones",
            """
            {"project_id":1,"iids":[3,4],"state":"active","title":"10.0","search":"Ver","include_ancestors":true,
              "updated_after":"2026-01-01T00:00:00Z"}
            """,
            """
            GET /projects/1/milestones?iids[]=3&iids[]=4&state=active&title=10.0&search=Ver&include_ancestors=true
              &updated_after=2026-01-01T00%3A00%3A00%2B00%3A00&page=1&per_page=20
            """,
            $"[{Milestone}]",
            $$"""{"items":[{{LeanMilestone}}]}"""
        ),
        Case("get_milestone", """{"project_id":1,"milestone_id":12}""", "GET /projects/1/milestones/12", Milestone, LeanMilestone),
        Case(
            "create_milestone",
            """{"project_id":1,"title":"10.0","description":"Version","due_date":"2026-11-29","start_date":"2026-11-10"}""",
            """POST /projects/1/milestones {"title":"10.0","description":"Version","due_date":"2026-11-29","start_date":"2026-11-10"}""",
            Milestone,
            LeanMilestone
        ),
        Case(
            "edit_milestone",
            """{"project_id":1,"milestone_id":12,"due_date":"","state_event":"activate"}""",
            """PUT /projects/1/milestones/12 {"due_date":"","state_event":"activate"}""",
            Milestone,
            LeanMilestone
        ),
        Case("delete_milestone", """{"project_id":1,"milestone_id":12}""", "DELETE /projects/1/milestones/12", "", """{"done":true}"""),
        Case(
            "get_milestone_issue",
            """{"project_id":1,"milestone_id":12}""",
            "GET /projects/1/milestones/12/issues?page=1&per_page=20",
            MilestoneIssue,
            LeanMilestoneIssue
        ),
        Case(
            "get_milestone_merge_requests",
            """{"project_id":1,"milestone_id":12}""",
            "GET /projects/1/milestones/12/merge_requests?page=1&per_page=20",
            MilestoneRequest,
            LeanMilestoneRequest
        ),
        Case(
            "promote_milestone",
            """{"project_id":1,"milestone_id":12}""",
            "POST /projects/1/milestones/12/promote {}",
            Milestone,
            LeanMilestone
        ),
        Case(
            "get_milestone_burndown_events",
            """{"project_id":1,"milestone_id":12}""",
            "GET /projects/1/milestones/12/burndown_events",
            Burndown,
            LeanBurndown
        ),
        Case(
            "list_group_milestones",
            """{"group_id":"group","state":"closed","include_descendants":true}""",
            "GET /groups/group/milestones?state=closed&include_descendants=true&page=1&per_page=20",
            $"[{Milestone}]",
            $$"""{"items":[{{LeanMilestone}}]}"""
        ),
        Case(
            "get_group_milestone",
            """{"group_id":"group/sub","milestone_id":12}""",
            "GET /groups/group%2Fsub/milestones/12",
            Milestone,
            LeanMilestone
        ),
        Case(
            "create_group_milestone",
            """{"group_id":"group","title":"10.0"}""",
            """POST /groups/group/milestones {"title":"10.0"}""",
            Milestone,
            LeanMilestone
        ),
        Case(
            "edit_group_milestone",
            """{"group_id":"group","milestone_id":12,"title":"10.1","state_event":"close"}""",
            """PUT /groups/group/milestones/12 {"title":"10.1","state_event":"close"}""",
            Milestone,
            LeanMilestone
        ),
        Case(
            "delete_group_milestone",
            """{"group_id":"group","milestone_id":12}""",
            "DELETE /groups/group/milestones/12",
            "",
            """{"done":true}"""
        ),
        Case(
            "get_group_milestone_issue",
            """{"group_id":"group","milestone_id":12}""",
            "GET /groups/group/milestones/12/issues?page=1&per_page=20",
            MilestoneIssue,
            LeanMilestoneIssue
        ),
        Case(
            "get_group_milestone_merge_requests",
            """{"group_id":"group","milestone_id":12}""",
            "GET /groups/group/milestones/12/merge_requests?page=1&per_page=20",
            MilestoneRequest,
            LeanMilestoneRequest
        ),
        Case(
            "get_group_milestone_burndown_events",
            """{"group_id":"group","milestone_id":12}""",
            "GET /groups/group/milestones/12/burndown_events",
            Burndown,
            LeanBurndown
        ),
    ];
}
