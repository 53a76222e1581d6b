namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Work items: issues, tasks, incidents, epics and so on. GitLab offers them by GraphQL only.</summary>
internal static partial class WorkItems
{
    public static readonly Toolset Toolset = new(
        "workitems",
        "Work items of every type: tasks, epics, incidents",
        Switch: null,
        [
            Tool.Call<ListWorkItems>(
                    "list_work_items",
                    Effect.Read,
                    "List work items of all types (tasks, epics …) of a project or group; issues only: list_issues.",
                    ListAsync
                )
                .Keeping(WorkItemFields.ListFields),
            Tool.Call<WorkItemRef>(
                    "get_work_item",
                    Effect.Read,
                    "Get a work item with description, parent, children and linked items; an issue: get_issue.",
                    GetAsync
                )
                .Keeping(WorkItemFields.DetailFields)
                .Windowing("description")
                .ListingProjectsIn(WorkItemFields.Relatives),
            .. WorkItemChanges.Tools,
            .. WorkItemNotes.Tools,
            .. WorkItemReactions.Tools,
            .. IncidentTimeline.Tools,
            Tool.Query<TypeRef>(
                    "list_work_item_statuses",
                    "namespace.workItemTypes.nodes.widgetDefinitions.allowedStatuses",
                    "List the statuses that work items of a type can have, for update_work_item.",
                    """
                    query workItemStatuses($projectId: ID!, $workItemType: IssueType) {
                      namespace(fullPath: $projectId) {
                        workItemTypes(name: $workItemType) {
                          nodes {
                            widgetDefinitions {
                              ... on WorkItemWidgetDefinitionStatus { allowedStatuses { name category description } }
                            }
                          }
                        }
                      }
                    }
                    """
                )
                .After(FullPath.OfProject),
            Tool.Query<TypeRef>(
                    "list_custom_field_definitions",
                    "namespace.workItemTypes.nodes.widgetDefinitions.customFieldValues",
                    "List the custom fields of a work item type, with the options to choose from.",
                    """
                    query workItemCustomFields($projectId: ID!, $workItemType: IssueType) {
                      namespace(fullPath: $projectId) {
                        workItemTypes(name: $workItemType) {
                          nodes {
                            widgetDefinitions {
                              ... on WorkItemWidgetDefinitionCustomFields {
                                customFieldValues { customField { id name fieldType selectOptions { id value } } }
                              }
                            }
                          }
                        }
                      }
                    }
                    """
                )
                .After(FullPath.OfProject),
        ]
    );
}
