using GitLabMcp.GitLabTools.Confirmation;
using GitLabMcp.GitLabTools.GraphQL;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>One tool that sends any GraphQL operation, for everything that no other tool does.</summary>
internal static class AnyGraphQL
{
    public static readonly Toolset Toolset = new(
        "graphql",
        "Any GraphQL operation",
        Switch: null,
        [
            Tool.Reaching<Operation>("execute_graphql", "Run one GraphQL query or mutation, for what no other tool does.", ExecuteAsync)
                .ActingAsAsked()
                .AddingTexts(OperationPolicy.Texts),
        ]
    );

    private static async Task<ToolReply> ExecuteAsync(Operation arguments, ToolContext context, CancellationToken ct)
    {
        var (most, lacksScope) = (context.Tools.MaxAccess, context.Tools.IsLimitedByScope);
        var document = CallerOperation.Read(
            arguments.Query,
            allowsChanges: most > Access.Read || lacksScope,
            allowsDeletions: most == Access.Delete || lacksScope
        );
        if (document is not CallerDocument.Operation { Value: var operation })
        {
            return ToolReply.Refuse(((CallerDocument.Refused)document).Sentence);
        }

        if (operation.IsMutation && lacksScope)
        {
            return ToolReply.Refuse(MissingScope.Sentence("A mutation"));
        }

        if (OperationPolicy.WhyNot(operation, arguments.Variables, context.Tools) is { } why)
        {
            return ToolReply.Refuse(why);
        }

        var variables = arguments.Variables is { } values ? JsonSerializer.SerializeToNode(values, ToolJson.Options) : null;
        return await context.GitLab.SendAsync(Request(operation, variables), ct).ThenAsync(Read);
    }

    /// <summary>Errors without data are a refusal. Errors beside data are a part of the answer.</summary>
    private static ToolReply Read(GitLabAnswer answer) =>
        answer.IsJson
        && answer.TryJson() is { ValueKind: JsonValueKind.Object } json
        && GraphQLReply.Errors(json) is { } errors
        && (!json.TryGetProperty("data"u8, out var data) || data.ValueKind == JsonValueKind.Null)
            ? ToolReply.Of(GitLabRefusal.OfGraphQL(errors))
            : ToolReply.Of(answer);

    // The caller chose the name of the operation, which may be anything, and telemetry and the audit record see this one.
    private const string RequestName = "execute_graphql";

    /// <summary>A confirmation shows the fields of the mutation and its whole text, because the name says nothing.</summary>
    private static GitLabRequest Request(CallerOperation operation, JsonNode? variables)
    {
        var request = GraphQLDocument.Request(operation.Text, variables, RequestName, isRead: !operation.IsMutation);
        return !operation.IsMutation
            ? request
            : request with
            {
                Content = () =>
                    new ShownContent(
                        request.Content!(),
                        whole: new()
                        {
                            ["mutation"] = new JsonArray([.. operation.RootFields.Select(field => JsonValue.Create(field))]),
                            ["query"] = operation.Text,
                        },
                        body: variables is null ? [] : new() { ["variables"] = variables.DeepClone() }
                    ),
            };
    }

    private sealed record Operation(
        [Description("One query or mutation.")] string Query,
        [Description("Values by name.")] Dictionary<string, JsonElement>? Variables = null
    );
}
