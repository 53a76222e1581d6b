namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>The events in the timeline of an incident.</summary>
internal static class IncidentTimeline
{
    private const string EventFields = "id occurredAt note action author { username } timelineEventTags { nodes { name } }";

    public static IEnumerable<Tool> Tools =>
        [
            Tool.Query<ListEvents>(
                    "get_timeline_events",
                    "project.incidentManagementTimelineEvents",
                    "List the timeline events of an incident.",
                    $$"""
                    query timelineEvents($projectId: ID!, $incidentId: IssueID!, $after: String) {
                      project(fullPath: $projectId) {
                        incidentManagementTimelineEvents(incidentId: $incidentId, first: 100, after: $after) {
                          nodes { {{EventFields}} }
                          pageInfo { hasNextPage endCursor }
                        }
                      }
                    }
                    """
                )
                .After(FullPath.OfProject, FindWorkItem.By("incident_iid", "Issue")),
            Tool.Mutation<CreateEvent>(
                    "create_timeline_event",
                    Effect.Change,
                    "timelineEventCreate.timelineEvent",
                    "Add an event to the timeline of an incident.",
                    $$"""
                    mutation timelineEventCreate($incidentId: IssueID!, $note: String!, $occurredAt: Time!, $tagNames: [String!]) {
                      timelineEventCreate(
                        input: { incidentId: $incidentId, note: $note, occurredAt: $occurredAt, timelineEventTagNames: $tagNames }
                      ) {
                        errors
                        timelineEvent { {{EventFields}} }
                      }
                    }
                    """
                )
                .Additive()
                .After(FullPath.OfProject, FindWorkItem.By("incident_iid", "Issue")),
        ];

    private sealed record ListEvents(
        ProjectId ProjectId,
        [SentAs("incident_id")] [Description("The 5 of #5.")] Id IncidentIid,
        [Description("The answer's cursor.")] string? After = null
    );

    private sealed record CreateEvent(
        [NotSent] ProjectId ProjectId,
        [SentAs("incident_id")] [Description("The 5 of #5.")] Id IncidentIid,
        [Description("Markdown.")] string Note,
        [Description("When.")] DateTimeOffset OccurredAt,
        [Description("As Impact detected.")] string[]? TagNames = null
    );
}
