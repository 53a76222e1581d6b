using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Consent;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>For what no tool does.</summary>
internal static class AnyGraphQL
{
    public static readonly Toolset Toolset = new(
        "graphql",
        "Any GraphQL operation",
        Switch: null,
        [
            Tool.Reaching<Question>("execute_graphql", "Run one GraphQL query or mutation, for what no other tool does.", AskAsync)
                .ActingAsAsked(),
        ]
    );

    private static async Task<ToolReply> AskAsync(Question arguments, ToolContext context, CancellationToken ct)
    {
        if (CallerOperation.Read(arguments.Query, context.MaxAccess, out var refusal) is not { } question)
        {
            return ToolReply.Refuse(refusal!);
        }

        var variables = arguments.Variables is { } given ? JsonSerializer.SerializeToNode(given, ToolJson.Options) : null;
        var reply = await context.GitLab.SendAsync(Request(question, variables), ct);
        if (reply is not GitLabAnswer answer || !answer.IsJson)
        {
            return ToolReply.Of(reply);
        }

        // Nothing came but errors: a refusal. Beside data they are part of the answer.
        if (
            answer.TryJson() is { ValueKind: JsonValueKind.Object } json
            && GraphQLReply.Errors(json) is { } errors
            && (!json.TryGetProperty("data"u8, out var data) || data.ValueKind == JsonValueKind.Null)
        )
        {
            answer.Dispose();
            return ToolReply.Of(GitLabRefusal.OfGraphQL(errors));
        }

        return ToolReply.Of(answer);
    }

    /// <summary>Its name is whatever the caller wrote, so it is shown by what it does and as it stands.</summary>
    private static GitLabRequest Request(CallerOperation question, JsonNode? variables)
    {
        var request = GraphQLDocument.Request(question.Text, variables, question.Name, isRead: !question.IsMutation);
        return !question.IsMutation
            ? request
            : request with
            {
                Content = () =>
                    new ShownContent(
                        request.Content!(),
                        whole: new()
                        {
                            ["mutation"] = new JsonArray([.. question.RootFields.Select(field => JsonValue.Create(field))]),
                            ["query"] = question.Text,
                        },
                        body: variables is null ? [] : new() { ["variables"] = variables.DeepClone() }
                    ),
            };
    }

    private sealed record Question(
        [Description("One query or mutation.")] string Query,
        [Description("Values by name.")] Dictionary<string, JsonElement>? Variables = null
    );
}
