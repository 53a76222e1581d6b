using System.Collections;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>The request of a tool of one GraphQL operation: its arguments are the operation's variables, project_id as $projectId
/// unless it is sent as something else.</summary>
internal sealed class GraphQLCall(GraphQLDocument document, ArgumentReader reader)
{
    public GraphQLDocument Document => document;

    public JsonObject Variables(CallValues values)
    {
        var variables = new JsonObject();
        foreach (var argument in reader.Arguments)
        {
            if (values[argument.Name] is { } value && argument.IsSent)
            {
                variables[Camel(argument.SentAs)] = Variable(argument, value);
            }
        }

        return variables;
    }

    /// <summary>`gid://gitlab/Type/12`, from a number or from itself.</summary>
    public static string GlobalId(string type, string id) =>
        id.StartsWith("gid://", StringComparison.Ordinal) ? id : $"gid://gitlab/{type}/{id}";

    private static JsonNode? Variable(ToolArgument argument, object value) =>
        value switch
        {
            Id or ProjectId or long when argument.GlobalIdType is { } type => GlobalId(type, ArgumentText.Of(value)),

            // GraphQL's type ID takes texts only.
            Id or ProjectId => ArgumentText.Of(value),
            Enum word => ArgumentText.Of(word).ToUpperInvariant(),
            IEnumerable list and not string => new JsonArray([.. list.Cast<object>().Select(one => Variable(argument, one))]),
            _ => JsonSerializer.SerializeToNode(value, value.GetType(), ToolJson.Options),
        };

    /// <summary>`report_type` is reportType.</summary>
    private static string Camel(string name) =>
        string.Concat(
            name.Split('_').Select((word, index) => index == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..])
        );
}
