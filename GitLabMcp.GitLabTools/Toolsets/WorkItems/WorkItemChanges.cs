using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools.Calling;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Creating work items, making them another type, and moving them.</summary>
internal static class WorkItemChanges
{
    private static readonly GraphQLDocument Create = WorkItemDocuments.Change("workItemCreate", "WorkItemCreateInput");

    private static readonly GraphQLDocument ConvertType = WorkItemDocuments.Change("workItemConvert", "WorkItemConvertInput");

    public static IEnumerable<Tool> Tools =>
        [
            Tool.Call<CreateWorkItem>(
                    "create_work_item",
                    Effect.Change,
                    "Create a task, an epic, an incident or another work item; an issue: create_issue.",
                    CreateAsync
                )
                .Additive()
                .Keeping(WorkItemFields.DetailFields)
                .ListingProjectsIn(WorkItemFields.Relatives),
            WorkItemUpdate.Tool,
            Tool.Call<ConvertWorkItem>(
                    "convert_work_item_type",
                    Effect.Change,
                    "Make a work item one of another type; what that type does not have is lost.",
                    ConvertAsync
                )
                .Destructive()
                .Keeping(WorkItemFields.ListFields),
            Tool.Mutation<MoveWorkItem>(
                    "move_work_item",
                    Effect.Change,
                    "issueMove.issue",
                    "Move an issue to another project; it is closed here and gets a new number there.",
                    """
                    mutation issueMove($projectId: ID!, $iid: String!, $targetProjectId: ID!) {
                      issueMove(input: { projectPath: $projectId, iid: $iid, targetProjectPath: $targetProjectId }) {
                        errors
                        issue { id iid title state webUrl projectId }
                      }
                    }
                    """
                )
                .After(FullPath.OfProject, FullPath.Of("target_project_id")),
        ];

    private static async Task<ToolReply> CreateAsync(CreateWorkItem arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (path, refusal) = await FullPath.OfAsync(arguments.ProjectId, gitlab, ct);
        if (path is null)
        {
            return refusal!;
        }

        var lookup = new WorkItemLookup();
        lookup.Type(path, arguments.Type);
        lookup.People(WorkItemInput.Names(arguments.AssigneeUsernames) ?? []);
        lookup.Labels(path, arguments.Labels ?? []);
        if (arguments.ParentIid is { } parent)
        {
            var (of, unknown) = arguments.ParentProjectId is { } other ? await FullPath.OfAsync(other, gitlab, ct) : (path, null);
            if (of is null)
            {
                return unknown!;
            }

            lookup.WorkItem("parent", of, parent);
        }

        if (await lookup.AskAsync(gitlab, ct) is { } missing)
        {
            return missing;
        }

        var input = GraphQLInput.Of(
            ("namespacePath", path),
            ("workItemTypeId", lookup["type"]),
            ("title", arguments.Title),
            ("confidential", arguments.Confidential),
            ("descriptionWidget", GraphQLInput.In("description", arguments.Description?.Text)),
            (
                "assigneesWidget",
                GraphQLInput.In(
                    "assigneeIds",
                    WorkItemInput.Names(arguments.AssigneeUsernames) is { } people ? lookup.Ids("user ", people) : null
                )
            ),
            ("labelsWidget", GraphQLInput.In("labelIds", arguments.Labels is { } labels ? lookup.Ids("label ", labels) : null)),
            ("hierarchyWidget", GraphQLInput.In("parentId", lookup.Find("parent"))),
            ("weightWidget", GraphQLInput.In("weight", arguments.Weight)),
            ("healthStatusWidget", GraphQLInput.In("healthStatus", WorkItemInput.Word(arguments.HealthStatus))),
            ("startAndDueDateWidget", WorkItemInput.Dates(arguments.StartDate, arguments.DueDate)),
            (
                "milestoneWidget",
                GraphQLInput.In("milestoneId", WorkItemInput.GlobalId("Milestone", WorkItemInput.Number(arguments.MilestoneId)))
            ),
            ("iterationWidget", GraphQLInput.In("iterationId", WorkItemInput.GlobalId("Iteration", arguments.IterationId)))
        );
        return WorkItemAnswer.Of(await gitlab.QueryAsync(Create, new() { ["input"] = input }, ct));
    }

    private static async Task<ToolReply> ConvertAsync(ConvertWorkItem arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var (path, refusal) = await FullPath.OfAsync(arguments.Item.ProjectId, gitlab, ct);
        if (path is null)
        {
            return refusal!;
        }

        var lookup = new WorkItemLookup();
        lookup.WorkItem("item", path, arguments.Item.Iid);
        lookup.Type(path, arguments.NewType);
        return await lookup.AskAsync(gitlab, ct)
            ?? WorkItemAnswer.Of(
                await gitlab.QueryAsync(
                    ConvertType,
                    new()
                    {
                        ["input"] = new JsonObject { ["id"] = lookup["item"], ["workItemTypeId"] = lookup["type"] },
                    },
                    ct
                )
            );
    }

    private sealed record CreateWorkItem(
        [OrGroup] [Description("Project; or group: its path, group:12.")] ProjectId ProjectId,
        [Description("Title.")] string Title,
        WorkItemNames Names,
        [Description("Type.")] WorkItems.ItemType Type = WorkItems.ItemType.Issue,
        [Description("Markdown.")] Markdown? Description = null,
        [Description("Titles.")] string[]? Labels = null,
        [Description("User names.")] UserName[]? AssigneeUsernames = null,
        [Description("Its iid.")] Id? ParentIid = null,
        [Description("If another.")] ProjectId? ParentProjectId = null,
        [Description("Weight.")] long? Weight = null,
        [Description("Health.")] WorkItemInput.Health? HealthStatus = null,
        [Description("Start date.")] DateOnly? StartDate = null,
        [Description("Due date.")] DateOnly? DueDate = null,
        [Description("Id or title.")] [NumberOf(Thing.Milestone)] Id? MilestoneId = null,
        [Description("Its id.")] long? IterationId = null,
        [Description("For members only.")] bool? Confidential = null
    );

    private sealed record ConvertWorkItem(WorkItems.WorkItemRef Item, [Description("The new type.")] WorkItems.ItemType NewType);

    private sealed record MoveWorkItem(
        ProjectId ProjectId,
        [Description("The 5 of #5.")] Id Iid,
        [Description("Id or path.")] ProjectId TargetProjectId
    );
}
