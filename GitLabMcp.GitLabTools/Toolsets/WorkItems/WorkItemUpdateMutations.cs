using System.Globalization;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools.Arguments;
using GitLabMcp.GitLabTools.Tools.Calling;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>What a call of update_work_item looks up, and the mutations that it becomes.</summary>
internal static partial class WorkItemUpdate
{
    private const string Fields = "the fields";

    private static async Task<ToolReply?> LookUpAsync(
        UpdateWorkItem arguments,
        string path,
        Places places,
        WorkItemLookup lookup,
        CancellationToken ct
    )
    {
        lookup.WorkItem("item", path, arguments.Iid);
        lookup.People(WorkItemInput.Names(arguments.AssigneeUsernames) ?? []);
        lookup.Labels(path, (arguments.AddLabels ?? []).Concat(arguments.RemoveLabels ?? []));
        if (arguments.Status is { } status)
        {
            lookup.Status(path, arguments.Iid, status);
        }

        if (arguments.ParentIid is { } parent)
        {
            var (of, refusal) = await places.PathAsync(arguments.ParentProjectId, ct);
            if (of is null)
            {
                return refusal;
            }

            lookup.WorkItem("parent", of, parent);
        }

        foreach (var (key, place) in Others(arguments))
        {
            var (of, refusal) = await places.PathAsync(place.ProjectId, ct);
            if (of is null)
            {
                return refusal;
            }

            if (key.StartsWith(nameof(arguments.ChildrenToRemove), StringComparison.Ordinal))
            {
                lookup.Child(key, of, place.Iid);
            }
            else
            {
                lookup.WorkItem(key, of, place.Iid);
            }
        }

        return await lookup.AskAsync(places.GitLab, ct);
    }

    private static IEnumerable<(string Key, Place Place)> Others(UpdateWorkItem arguments) =>
        Keyed(nameof(arguments.ChildrenToAdd), arguments.ChildrenToAdd)
            .Concat(Keyed(nameof(arguments.ChildrenToRemove), arguments.ChildrenToRemove))
            .Concat(Keyed<Place>(nameof(arguments.LinkedItemsToAdd), arguments.LinkedItemsToAdd))
            .Concat(Keyed(nameof(arguments.LinkedItemsToRemove), arguments.LinkedItemsToRemove));

    private static IEnumerable<(string Key, T Place)> Keyed<T>(string kind, T[]? places) =>
        (places ?? []).Select((place, index) => ($"{kind}{index.ToString(CultureInfo.InvariantCulture)}", place));

    private static IEnumerable<Mutation> Mutations(UpdateWorkItem arguments, string path, WorkItemLookup lookup)
    {
        var item = lookup["item"];
        if (Widgets(arguments, lookup) is { Count: > 0 } fields)
        {
            fields["id"] = item;
            yield return new(Fields, Update, fields);
        }

        foreach (var (key, child) in Keyed(nameof(arguments.ChildrenToRemove), arguments.ChildrenToRemove))
        {
            yield return new(
                $"children_to_remove {child.Iid}",
                Update,
                new()
                {
                    ["id"] = lookup[key],
                    ["hierarchyWidget"] = new JsonObject { ["parentId"] = null },
                }
            );
        }

        if (arguments.ChildrenToAdd is { Length: > 0 } children)
        {
            yield return new(
                "children_to_add",
                Update,
                new()
                {
                    ["id"] = item,
                    ["hierarchyWidget"] = new JsonObject { ["childrenIds"] = Found(nameof(arguments.ChildrenToAdd), children) },
                }
            );
        }

        if (arguments.LinkedItemsToRemove is { Length: > 0 } unlinked)
        {
            yield return new(
                "linked_items_to_remove",
                RemoveLinks,
                new() { ["id"] = item, ["workItemsIds"] = Found(nameof(arguments.LinkedItemsToRemove), unlinked) }
            );
        }

        foreach (
            var links in Keyed(nameof(arguments.LinkedItemsToAdd), arguments.LinkedItemsToAdd)
                .GroupBy(link => link.Place.LinkType ?? LinkType.Related)
        )
        {
            yield return new(
                $"linked_items_to_add {ArgumentText.Of(links.Key)}",
                AddLinks,
                new()
                {
                    ["id"] = item,
                    ["linkType"] = ArgumentText.Of(links.Key).ToUpperInvariant(),
                    ["workItemsIds"] = new JsonArray([.. links.Select(link => JsonValue.Create(lookup[link.Key]))]),
                }
            );
        }

        if (arguments.Severity is { } severity)
        {
            yield return new("severity", SetSeverity, OfIncident("severity", ArgumentText.Of(severity)));
        }

        if (arguments.EscalationStatus is { } escalation)
        {
            yield return new("escalation_status", SetEscalationStatus, OfIncident("status", ArgumentText.Of(escalation)));
        }

        JsonArray Found(string kind, Place[] places) => new([.. Keyed(kind, places).Select(place => JsonValue.Create(lookup[place.Key]))]);

        JsonObject OfIncident(string field, string word) =>
            new()
            {
                ["projectPath"] = path,
                ["iid"] = arguments.Iid.Text,
                [field] = word.ToUpperInvariant(),
            };
    }

    private static JsonObject Widgets(UpdateWorkItem arguments, WorkItemLookup lookup) =>
        GraphQLInput.Of(
            ("title", arguments.Title),
            ("confidential", arguments.Confidential),
            ("stateEvent", arguments.StateEvent is { } change ? ArgumentText.Of(change).ToUpperInvariant() : null),
            ("descriptionWidget", GraphQLInput.In("description", arguments.Description?.Text)),
            (
                "assigneesWidget",
                GraphQLInput.In(
                    "assigneeIds",
                    WorkItemInput.Names(arguments.AssigneeUsernames) is { } people ? lookup.Ids("user ", people) : null
                )
            ),
            (
                "labelsWidget",
                arguments.AddLabels is null && arguments.RemoveLabels is null
                    ? null
                    : GraphQLInput.Of(
                        ("addLabelIds", arguments.AddLabels is { } added ? lookup.Ids("label ", added) : null),
                        ("removeLabelIds", arguments.RemoveLabels is { } removed ? lookup.Ids("label ", removed) : null)
                    )
            ),
            (
                "hierarchyWidget",
                arguments.RemoveParent == true ? new JsonObject { ["parentId"] = null } : GraphQLInput.In("parentId", lookup.Find("parent"))
            ),
            ("weightWidget", GraphQLInput.In("weight", arguments.Weight)),
            ("statusWidget", GraphQLInput.In("status", lookup.Find("status"))),
            ("healthStatusWidget", GraphQLInput.In("healthStatus", WorkItemInput.Word(arguments.HealthStatus))),
            ("startAndDueDateWidget", WorkItemInput.ChangedDates(arguments.StartDate, arguments.DueDate)),
            ("milestoneWidget", IdOrNone("milestoneId", "Milestone", WorkItemInput.Number(arguments.MilestoneId))),
            ("iterationWidget", IdOrNone("iterationId", "Iteration", arguments.IterationId)),
            ("customFieldsWidget", arguments.CustomFields is { } values ? new JsonArray([.. values.Select(Input)]) : null)
        );

    /// <summary>The number 0 takes the milestone or iteration away.</summary>
    private static JsonObject? IdOrNone(string name, string type, long? number) =>
        number == 0 ? new() { [name] = null } : GraphQLInput.In(name, WorkItemInput.GlobalId(type, number));

    private static JsonObject Input(CustomFieldValue value) =>
        GraphQLInput.Of(
            ("customFieldId", GraphQLCall.GlobalId("Issuables::CustomField", value.CustomFieldId.Text)),
            ("textValue", value.TextValue),
            ("numberValue", value.NumberValue),
            (
                "selectedOptionIds",
                GraphQLInput.List(
                    value.SelectedOptionIds?.Select(option => GraphQLCall.GlobalId("Issuables::CustomFieldSelectOption", option.Text))
                )
            ),
            ("dateValue", value.DateValue is { } date ? ArgumentText.Of(date) : null)
        );

    /// <summary>The full paths of the projects and groups that a call names. Each is asked for once.</summary>
    private sealed class Places(ProjectId own, CallerGitLab gitlab)
    {
        private readonly Dictionary<ProjectId, string> _paths = [];

        public CallerGitLab GitLab => gitlab;

        /// <param name="project">Null for the project of the work item itself.</param>
        public async Task<(string? Path, ToolReply? Refusal)> PathAsync(ProjectId? project, CancellationToken ct)
        {
            if (_paths.TryGetValue(project ?? own, out var found))
            {
                return (found, null);
            }

            var (path, refusal) = await FullPath.OfAsync(project ?? own, gitlab, ct);
            if (path is not null)
            {
                _paths[project ?? own] = path;
            }

            return (path, refusal);
        }
    }
}
