namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The fields that GraphQL documents select of a work item, and those that a lean answer keeps.</summary>
internal static class WorkItemFields
{
    private const string ListedFields = """
        id iid title state confidential webUrl createdAt updatedAt closedAt
        author { username } workItemType { name } project { id fullPath } namespace { fullPath }
        """;

    private const string RelativeFields = "iid title state webUrl workItemType { name } project { id fullPath } namespace { fullPath }";

    // Widgets of paid tiers stand last, each on a line of its own: a GitLab without them gets the document without these lines.
    private const string ListedWidgets = """
        ... on WorkItemWidgetAssignees { assignees { nodes { username } } }
        ... on WorkItemWidgetLabels { labels { nodes { title } } }
        ... on WorkItemWidgetMilestone { milestone { id title dueDate } }
        ... on WorkItemWidgetStartAndDueDate { startDate dueDate }
        ... on WorkItemWidgetIteration { iteration { id title startDate dueDate } } # optional
        ... on WorkItemWidgetWeight { weight } # optional
        ... on WorkItemWidgetHealthStatus { healthStatus } # optional
        """;

    private const string DetailWidgets = $$"""
        {{ListedWidgets}}
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

    /// <summary>Widgets that GitLab has since 17.11. They are asked for in a document of their own, so that an older GitLab
    /// accepts the other one.</summary>
    public const string NewerWidgets = $$"""
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

    public const string ListSelection = $$"""
        {{ListedFields}}
        widgets {
        {{ListedWidgets}}
        }
        """;

    public const string DetailSelection = $$"""
        {{ListedFields}}
        widgets {
        {{DetailWidgets}}
        }
        """;

    public const string ListFields = """
        id, iid, type, title, state, status, confidential, project, labels?, assignees?, author, milestone,
        iteration, weight, health_status, start_date, due_date, created_at, updated_at, closed_at, web_url
        """;

    /// <summary>The fields of an answer that may show work items of other projects.</summary>
    public static readonly string[] Relatives = ["parent", "children", "linked_items"];

    public const string DetailFields = $"""
        {ListFields}, description, parent, children?, linked_items?, custom_fields?, progress, color,
        time_estimate, total_time_spent, incomplete?
        """;
}
