using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>A field that is asked for, or a part that is asked of one type only.</summary>
/// <param name="Name">Of the field; of the type where <paramref name="IsFragment"/>, empty for every type.</param>
internal sealed record GraphQLSelection(
    string Alias,
    string Name,
    bool IsFragment,
    IReadOnlyDictionary<string, JsonNode?> Arguments,
    IReadOnlyList<GraphQLSelection> Selections
)
{
    public string? Text(string argument) => Arguments.GetValueOrDefault(argument)?.ToString();

    public int? Number(string argument) => int.TryParse(Text(argument), out var number) ? number : null;

    /// <summary>The values of a list, or the one value that stands for a list of one.</summary>
    public string[] Texts(string argument) =>
        Arguments.GetValueOrDefault(argument) switch
        {
            JsonArray many => [.. many.Select(one => one!.ToString())],
            { } one => [one.ToString()],
            null => [],
        };
}

internal sealed class GraphQLException(string message) : Exception(message);
