using GraphQLParser.AST;

namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>A value that a caller gives to a field at the root of an operation, at any depth: inline, or by a variable.</summary>
/// <param name="Field">The field at the root, by its true name: `createNote`.</param>
/// <param name="Name">Where the value stands, for a person: `query.input.body`, or `variables.input.body`.</param>
/// <param name="Key">The name that it has in the object around it: `body`.</param>
/// <param name="Text">Of a text, decoded, and of an enum; null for anything else.</param>
/// <param name="IsEnum">A text that is surely one of an enum. In variables both look the same.</param>
/// <param name="IsTrue">A boolean that is true.</param>
internal sealed record GivenValue(string Field, string Name, string Key, string? Text = null, bool IsEnum = false, bool IsTrue = false)
{
    /// <param name="definitions">The definitions of the operation's variables, which may have defaults.</param>
    /// <param name="variables">By name; null for none.</param>
    public static IEnumerable<GivenValue> Of(
        GraphQLField field,
        GraphQLVariablesDefinition? definitions,
        IReadOnlyDictionary<string, JsonElement>? variables
    )
    {
        return (field.Arguments?.Items ?? []).SelectMany(argument =>
            Inline(new(field.Name.StringValue, $"query.{argument.Name.StringValue}", argument.Name.StringValue), argument.Value)
        );

        IEnumerable<GivenValue> Inline(GivenValue at, GraphQLValue value) =>
            value switch
            {
                GraphQLVariable variable => Variable(at, variable.Name.StringValue),
                GraphQLObjectValue json => (json.Fields ?? [])
                    .SelectMany(inner => Inline(at.Inside(inner.Name.StringValue), inner.Value))
                    .Prepend(at),
                GraphQLListValue list => (list.Values ?? []).SelectMany(inner => Inline(at, inner)),
                GraphQLStringValue text => [at with { Text = text.Value.ToString() }],
                GraphQLEnumValue word => [at with { Text = word.Name.StringValue, IsEnum = true }],
                GraphQLTrueBooleanValue => [at with { IsTrue = true }],
                _ => [at],
            };

        IEnumerable<GivenValue> Variable(GivenValue at, string name) =>
            variables?.TryGetValue(name, out var given) == true ? Json(at with { Name = $"variables.{name}" }, given)
            : definitions?.Items.Find(definition => definition.Variable.Name.StringValue == name)?.DefaultValue is { } value
            && value is not GraphQLVariable
                ? Inline(at, value)
            : [at];
    }

    private static IEnumerable<GivenValue> Json(GivenValue at, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(inner => Json(at.Inside(inner.Name), inner.Value)).Prepend(at),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(inner => Json(at, inner)),
            JsonValueKind.String => [at with { Text = value.GetString() }],
            JsonValueKind.True => [at with { IsTrue = true }],
            _ => [at],
        };

    private GivenValue Inside(string key) => this with { Name = $"{Name}.{key}", Key = key };
}
