using GraphQLParser.AST;

namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>The syntax tree of a caller's document, and what can be told from it.</summary>
internal sealed class GraphQLSyntax(GraphQLParser.AST.GraphQLDocument document)
{
    private readonly ILookup<string, GraphQLFragmentDefinition> _fragments = document.Definitions.OfType<GraphQLFragmentDefinition>().ToLookup(fragment => fragment.FragmentName.Name.StringValue);

    public IReadOnlyList<GraphQLOperationDefinition> Operations { get; } = [.. document.Definitions.OfType<GraphQLOperationDefinition>()];

    /// <summary>The fields that an operation asks for at its root, by their true names and through any fragment.</summary>
    public IEnumerable<string> RootFields(GraphQLOperationDefinition operation) => Fields(operation.SelectionSet, []).Select(field => field.Name.StringValue);

    /// <summary>The first field anywhere that may hold a secret, whatever alias it has; null for none.</summary>
    public string? Secret() => document.Definitions.OfType<IHasSelectionSetNode>().Select(holder => Secret(holder.SelectionSet, isVariable: false)).FirstOrDefault(found => found is not null);

    private string? Secret(GraphQLSelectionSet? set, bool isVariable) => set?.Selections.Select(selection => selection switch
    {
        GraphQLField { SelectionSet: null } field => IsSecret(field.Name.StringValue, isVariable) ? field.Name.StringValue : null,
        GraphQLField field => Secret(field.SelectionSet, isVariable || field.Name.StringValue.EndsWith("variables", StringComparison.OrdinalIgnoreCase)),
        GraphQLInlineFragment fragment => Secret(fragment.SelectionSet, isVariable),

        // A fragment may be spread under variables: what it says counts as said there.
        GraphQLFragmentSpread spread when isVariable => _fragments[spread.FragmentName.Name.StringValue].SelectMany(fragment => Fields(fragment.SelectionSet, [])).FirstOrDefault(field => IsSecret(field.Name.StringValue, isVariable))?.Name.StringValue,
        _ => null,
    }).FirstOrDefault(found => found is not null);

    private static bool IsSecret(string name, bool isVariable) =>
        name.EndsWith("token", StringComparison.OrdinalIgnoreCase) || name.EndsWith("secret", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("password", StringComparison.OrdinalIgnoreCase) || (isVariable && name == "value");

    private IEnumerable<GraphQLField> Fields(GraphQLSelectionSet? set, HashSet<string> seen) => set?.Selections.SelectMany(selection => selection switch
    {
        GraphQLField field => [field],
        GraphQLInlineFragment fragment => Fields(fragment.SelectionSet, seen),
        GraphQLFragmentSpread spread when seen.Add(spread.FragmentName.Name.StringValue) => _fragments[spread.FragmentName.Name.StringValue].SelectMany(fragment => Fields(fragment.SelectionSet, seen)),
        _ => Enumerable.Empty<GraphQLField>(),
    }) ?? [];
}
