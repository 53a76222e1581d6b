using System.Net.Http.Headers;
using System.Text;

namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>One GraphQL operation with a name: `query workItem($fullPath: ID!) { … }`.</summary>
/// <param name="Text">At most 10,000 characters, GitLab's limit. A line that ends in `# newer` names a variable that not
/// every GitLab knows; it is sent only when that variable is given. A line that ends in `# optional` is left out, and the
/// operation sent again, when GitLab says that it does not know what stands there (<see cref="OptionalFields"/>).</param>
/// <param name="Path">Where in the answer's `data` the thing is that was asked for, `project.vulnerabilities`.</param>
internal sealed record GraphQLDocument(string Text, string Path)
{
    private const string Newer = "# newer";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public bool IsMutation { get; } = Text.TrimStart().StartsWith("mutation", StringComparison.Ordinal);

    /// <summary>The operation's name: all that telemetry sees.</summary>
    public string Name { get; } = Text.TrimStart().Split([' ', '(', '{', '\n'], 3)[1];

    /// <param name="text">The document's own text, or a part of it.</param>
    public GitLabRequest Request(string text, JsonObject variables) => Request(text, variables, Name, isRead: !IsMutation);

    /// <summary>A request with a document that a caller wrote.</summary>
    public static GitLabRequest Request(string text, JsonNode? variables, string name, bool isRead)
    {
        var body = Encoding.UTF8.GetBytes(
            new JsonObject { ["query"] = text, ["variables"] = variables?.DeepClone() }.ToJsonString(ToolJson.Options)
        );
        return new(HttpMethod.Post, "../graphql", "graphql#" + name, () => new ByteArrayContent(body) { Headers = { ContentType = Json } })
        {
            IsRead = isRead,
        };
    }

    /// <summary>What is sent when these variables are given.</summary>
    public string With(JsonObject variables) =>
        !Text.Contains(Newer, StringComparison.Ordinal)
            ? Text
            : string.Join(
                '\n',
                Text.Split('\n')
                    .Where(line =>
                        !line.EndsWith(Newer, StringComparison.Ordinal)
                        || variables.Any(variable =>
                            line.Contains($"${variable.Key} ", StringComparison.Ordinal)
                            || line.Contains($"${variable.Key}:", StringComparison.Ordinal)
                        )
                    )
            );
}
