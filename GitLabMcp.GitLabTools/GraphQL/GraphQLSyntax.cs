using GraphQLParser.AST;

namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>The syntax tree of a caller's document, and what it says about the document.</summary>
internal sealed class GraphQLSyntax(GraphQLParser.AST.GraphQLDocument document)
{
    private const int Endless = 10_000;

    private readonly ILookup<string, GraphQLFragmentDefinition> _fragments = document
        .Definitions.OfType<GraphQLFragmentDefinition>()
        .ToLookup(fragment => fragment.FragmentName.Name.StringValue);

    public IReadOnlyList<GraphQLOperationDefinition> Operations { get; } = [.. document.Definitions.OfType<GraphQLOperationDefinition>()];

    /// <summary>The fields that an operation asks for at its root, through any fragment.</summary>
    public IEnumerable<GraphQLField> RootFields(GraphQLOperationDefinition operation) => Fields(operation.SelectionSet, []);

    /// <summary>How many fields stand inside each other, through any fragment; more than any limit for fragments in a circle.</summary>
    public int Depth(GraphQLOperationDefinition operation) => Depth(operation.SelectionSet, []);

    /// <summary>The first field anywhere that may hold a secret, whatever alias it has; null for none. A document that asks
    /// for CI/CD variables has no `value` at all: which fragment is spread where would be too easy to get wrong.</summary>
    public string? Secret()
    {
        var fields = document.Definitions.OfType<IHasSelectionSetNode>().SelectMany(holder => All(holder.SelectionSet)).ToList();
        var hasVariables = fields.Exists(field => field.Name.StringValue.EndsWith("variables", StringComparison.OrdinalIgnoreCase));
        return fields.Find(field => field.SelectionSet is null && IsSecret(field.Name.StringValue, hasVariables))?.Name.StringValue;
    }

    /// <summary>The fields that stand in a definition, at any depth; what its fragments have stands in theirs.</summary>
    private static IEnumerable<GraphQLField> All(GraphQLSelectionSet? set) =>
        set?.Selections.SelectMany(selection =>
            selection switch
            {
                GraphQLField field => All(field.SelectionSet).Prepend(field),
                GraphQLInlineFragment fragment => All(fragment.SelectionSet),
                _ => [],
            }
        )
        ?? [];

    /// <param name="known">Of fragments, so that each is looked at once.</param>
    private int Depth(GraphQLSelectionSet? set, Dictionary<string, int> known) =>
        set?.Selections.Select(selection =>
                selection switch
                {
                    GraphQLField field => Math.Min(Depth(field.SelectionSet, known) + 1, Endless),
                    GraphQLInlineFragment fragment => Depth(fragment.SelectionSet, known),
                    GraphQLFragmentSpread spread => DepthOfFragment(spread.FragmentName.Name.StringValue, known),
                    _ => 0,
                }
            )
            .DefaultIfEmpty()
            .Max()
        ?? 0;

    private int DepthOfFragment(string name, Dictionary<string, int> known)
    {
        if (known.TryGetValue(name, out var depth))
        {
            return depth;
        }

        // Until it is known, the fragment itself is inside of it.
        known[name] = Endless;
        return known[name] = _fragments[name].Select(fragment => Depth(fragment.SelectionSet, known)).DefaultIfEmpty().Max();
    }

    private static bool IsSecret(string name, bool hasVariables) =>
        name.EndsWith("token", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("secret", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("password", StringComparison.OrdinalIgnoreCase)
        || (hasVariables && name == "value");

    private IEnumerable<GraphQLField> Fields(GraphQLSelectionSet? set, HashSet<string> seen) =>
        set?.Selections.SelectMany(selection =>
            selection switch
            {
                GraphQLField field => [field],
                GraphQLInlineFragment fragment => Fields(fragment.SelectionSet, seen),
                GraphQLFragmentSpread spread when seen.Add(spread.FragmentName.Name.StringValue) => _fragments[
                    spread.FragmentName.Name.StringValue
                ]
                    .SelectMany(fragment => Fields(fragment.SelectionSet, seen)),
                _ => Enumerable.Empty<GraphQLField>(),
            }
        )
        ?? [];
}
