namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>What is asked of a work item, and what of it is shown.</summary>
internal static partial class WorkItems
{
    private const string RowFields = """
        id iid title state confidential webUrl createdAt updatedAt closedAt
        author { username } workItemType { name } project { id fullPath } namespace { fullPath }
        """;

    private const string RelativeFields = "iid title state webUrl workItemType { name } project { id fullPath } namespace { fullPath }";

    // The paid tiers' widgets stand last: each is a line of its own, for GitLab without them.
    private const string RowWidgets = """
        ... on WorkItemWidgetAssignees { assignees { nodes { username } } }
        ... on WorkItemWidgetLabels { labels { nodes { title } } }
        ... on WorkItemWidgetMilestone { milestone { id title dueDate } }
        ... on WorkItemWidgetStartAndDueDate { startDate dueDate }
        ... on WorkItemWidgetIteration { iteration { id title startDate dueDate } } # optional
        ... on WorkItemWidgetWeight { weight } # optional
        ... on WorkItemWidgetHealthStatus { healthStatus } # optional
        """;

    private const string WholeWidgets = $$"""
        {{RowWidgets}}
        ... on WorkItemWidgetDescription { description }
        ... on WorkItemWidgetHierarchy {
          parent { {{RelativeFields}} }
          children(first: 100) { nodes { {{RelativeFields}} } pageInfo { hasNextPage } }
        }
        ... on WorkItemWidgetLinkedItems {
          linkedItems(first: 100) { nodes { linkType workItem { {{RelativeFields}} } } pageInfo { hasNextPage } }
        }
        ... on WorkItemWidgetTimeTracking { timeEstimate totalTimeSpent }
        ... on WorkItemWidgetProgress { progress } # optional
        ... on WorkItemWidgetColor { color } # optional
        """;

    /// <summary>What GitLab has since 17.11 only: asked for beside, so that everything else is valid everywhere.</summary>
    private const string NewerWidgets = $$"""
        ... on WorkItemWidgetStatus { status { name } } # optional
        ... on WorkItemWidgetCustomFields { customFieldValues { {{CustomFieldSelection}} } } # optional
        ... on WorkItemWidgetCustomFields { customFieldValues { ... on WorkItemDateFieldValue { date: value } } } # optional
        """;

    // One line of the document, because `# optional` leaves out one line.
    private const string CustomFieldSelection =
        "customField { id name } "
        + "... on WorkItemSelectFieldValue { selectedOptions { value } } "
        + "... on WorkItemNumberFieldValue { number: value } "
        + "... on WorkItemTextFieldValue { text: value }";

    private const string RowSelection = $$"""
        {{RowFields}}
        widgets {
        {{RowWidgets}}
        }
        """;

    private const string WholeSelection = $$"""
        {{RowFields}}
        widgets {
        {{WholeWidgets}}
        }
        """;

    private const string ListFields = """
        id, iid, type, title, state, status, confidential?, project, labels?, assignees?, author, milestone,
        iteration, weight, health_status, start_date, due_date, created_at, updated_at, closed_at, web_url
        """;

    /// <summary>Where other projects' work items are shown.</summary>
    private static readonly string[] Relatives = ["parent", "children", "linked_items"];

    private const string DetailFields = $"""
        {ListFields}, description, parent, children?, linked_items?, custom_fields?, progress, color,
        time_estimate, total_time_spent, incomplete?
        """;
}
