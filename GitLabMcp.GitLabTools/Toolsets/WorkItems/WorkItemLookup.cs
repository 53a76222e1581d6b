using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Finds the global ids that a change needs, of work items, people, labels, types and statuses, in one request.
/// Whatever is not found is refused by name, before anything is changed.</summary>
internal sealed class WorkItemLookup
{
    private readonly JsonObject _variables = [];
    private readonly List<string> _declared = [],
        _parts = [];
    private readonly List<Func<JsonElement, string?>> _readers = [];
    private readonly Dictionary<string, string> _ids = [];

    /// <summary>A global id that was found.</summary>
    /// <param name="key">`item`, `parent`, `type`, `status`, or what <see cref="WorkItem"/> was called with.</param>
    public string this[string key] => _ids[key];

    public string? Find(string key) => _ids.GetValueOrDefault(key);

    /// <summary>The global ids of these names, in the same order.</summary>
    public JsonArray Ids(string kind, IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(_ids[kind + name]))];

    /// <summary>Looks up a work item by its project or group and its iid.</summary>
    public void WorkItem(string key, string path, Id iid)
    {
        var alias = AskItem(path, iid, "id");
        _readers.Add(data =>
            Inner(data, alias, "workItem") is not { ValueKind: JsonValueKind.Object } item
                ? $"There is no work item {iid} in {path}, or the token's user may not see it. list_work_items shows those there are."
                : Take(key, item)
        );
    }

    /// <summary>Looks up a work item that must be a child of `item`, which was looked up before.</summary>
    public void Child(string key, string path, Id iid)
    {
        var alias = AskItem(path, iid, "id widgets { ... on WorkItemWidgetHierarchy { parent { id } } }");
        _readers.Add(data =>
        {
            var child = Inner(data, alias, "workItem");
            var parents = Inner(child, "widgets") is { ValueKind: JsonValueKind.Array } widgets
                ? widgets.EnumerateArray().Select(widget => Inner(widget, "parent", "id"))
                : [];
            return parents.Any(parent => parent.ValueKind == JsonValueKind.String && parent.ValueEquals(this["item"]))
                ? Take(key, child)
                : $"Work item {iid} in {path} is no child of this one, so nothing was changed.";
        });
    }

    /// <summary>Looks up a status by its name among those that this work item can have.</summary>
    public void Status(string path, Id iid, string name)
    {
        var alias = AskItem(
            path,
            iid,
            "workItemType { widgetDefinitions { ... on WorkItemWidgetDefinitionStatus { allowedStatuses { id name } } } }"
        );
        _readers.Add(data =>
        {
            var definitions = Inner(data, alias, "workItem", "workItemType", "widgetDefinitions") is { ValueKind: JsonValueKind.Array } all
                ? all.EnumerateArray()
                : [];
            var allowed = definitions
                .Select(definition => Inner(definition, "allowedStatuses"))
                .Where(statuses => statuses.ValueKind == JsonValueKind.Array)
                .SelectMany(statuses => statuses.EnumerateArray())
                .ToList();
            var index = allowed.FindIndex(status => string.Equals(Name(status), name, StringComparison.OrdinalIgnoreCase));
            return index >= 0 ? Take("status", allowed[index])
                : allowed.Count == 0 ? $"Work items of this type have no status here: leave out status."
                : $"There is no status {name} for it. There are: {string.Join(", ", allowed.Select(Name))}.";

            static string? Name(JsonElement status) => status.GetProperty("name"u8).GetString();
        });
    }

    public void Type(string path, WorkItems.ItemType type)
    {
        var word = ArgumentText.Of(type);
        var (fullPath, name) = (Variable("ID!", path), Variable("IssueType!", word.ToUpperInvariant()));
        var alias = Ask($"namespace(fullPath: {fullPath}) {{ workItemTypes(name: {name}) {{ nodes {{ id }} }} }}");
        _readers.Add(data =>
            Nodes(data, alias, "workItemTypes").Select(one => (JsonElement?)one).FirstOrDefault() is { } found
                ? Take("type", found)
                : $"There is no project or group {path}, or it has no work items of the type {word}. "
                    + "list_projects and list_groups find both."
        );
    }

    public void People(IEnumerable<string> usernames)
    {
        string[] names = [.. usernames];
        if (names.Length == 0)
        {
            return;
        }

        var alias = Ask($"users(usernames: {Variable("[String!]", GraphQLInput.List(names)!)}) {{ nodes {{ id username }} }}");
        _readers.Add(data =>
            All("user ", names, Nodes(data, alias), "username", name => $"There is no user {name}. get_users finds people.")
        );
    }

    /// <summary>Looks up labels by their titles, in the project or group and in the groups above it.</summary>
    public void Labels(string path, IEnumerable<string> titles)
    {
        foreach (var title in titles)
        {
            var search = $"searchTerm: {Variable("String", title)}, searchIn: [TITLE], includeAncestorGroups: true, first: 100";
            var labels = $"labels({search}) {{ nodes {{ id title }} }}";
            var (ofProject, ofGroup) = (
                Ask($"project(fullPath: {Variable("ID!", path)}) {{ {labels} }}"),
                Ask($"group(fullPath: {Variable("ID!", path)}) {{ {labels} }}")
            );
            _readers.Add(data =>
                All(
                    "label ",
                    [title],
                    Nodes(data, ofProject, "labels").Concat(Nodes(data, ofGroup, "labels")),
                    "title",
                    name => $"There is no label {name} in {path}. list_labels shows those of a project."
                )
            );
        }
    }

    /// <returns>Null when everything was found; otherwise the refusal.</returns>
    public async Task<ToolReply?> AskAsync(CallerGitLab gitlab, CancellationToken ct)
    {
        var text = $"query workItemLookup({string.Join(", ", _declared)}) {{\n{string.Join('\n', _parts)}\n}}";
        var (data, refusal) = GraphQLReply.Data(
            await gitlab.SendAsync(GraphQLDocument.Request(text, _variables, "workItemLookup", isRead: true), ct)
        );
        return refusal is not null ? ToolReply.Of(refusal)
            : _readers.Select(read => read(data)).FirstOrDefault(problem => problem is not null) is { } problem ? ToolReply.Refuse(problem)
            : null;
    }

    private string AskItem(string path, Id iid, string fields) =>
        Ask($"namespace(fullPath: {Variable("ID!", path)}) {{ workItem(iid: {Variable("String!", iid.Text)}) {{ {fields} }} }}");

    private string Ask(string part)
    {
        var alias = $"a{_parts.Count}";
        _parts.Add($"  {alias}: {part}");
        return alias;
    }

    private string Variable(string type, JsonNode value)
    {
        var name = $"v{_declared.Count}";
        _declared.Add($"${name}: {type}");
        _variables[name] = value;
        return "$" + name;
    }

    private string? Take(string key, JsonElement found)
    {
        _ids[key] = found.GetProperty("id"u8).GetString()!;
        return null;
    }

    private string? All(string kind, string[] names, IEnumerable<JsonElement> found, string field, Func<string, string> problem)
    {
        var candidates = found.ToList();
        foreach (var name in names)
        {
            var index = candidates.FindIndex(candidate =>
                string.Equals(
                    candidate.GetProperty(field).GetString(),
                    name,
                    field == "username" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
                )
            );
            if (index < 0)
            {
                return problem(name);
            }

            Take(kind + name, candidates[index]);
        }

        return null;
    }

    private static JsonElement Inner(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            element = element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner) ? inner : default;
        }

        return element;
    }

    private static List<JsonElement> Nodes(JsonElement data, params ReadOnlySpan<string> path) =>
        Inner(Inner(data, path), "nodes") is { ValueKind: JsonValueKind.Array } nodes
            ? [.. nodes.EnumerateArray().Where(node => node.ValueKind == JsonValueKind.Object)]
            : [];
}
