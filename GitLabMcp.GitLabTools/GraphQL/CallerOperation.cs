using System.Text.RegularExpressions;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>A document that a caller wrote: what it would do is read from its syntax tree, fragments included, before
/// anything is sent.</summary>
/// <param name="Name">Of its one operation; empty when it has none.</param>
/// <param name="RootFields">The fields at its root by their true names, without aliases: for a mutation, all that it does.</param>
/// <param name="Depth">How many fields stand inside each other, those of fragments too: 1 for a field without any inside.</param>
/// <param name="Syntax">Of the document, which has no other operation.</param>
internal sealed partial record CallerOperation(
    string Text,
    string Name,
    bool IsMutation,
    IReadOnlyList<string> RootFields,
    int Depth,
    GraphQLSyntax Syntax
)
{
    // GitLab's own limit.
    private const int MaxLength = 10_000;

    private static readonly ParserOptions Bounded = new() { MaxDepth = 64, Ignore = IgnoreOptions.Comments };

    /// <param name="allowsChanges">Mutations may be sent.</param>
    /// <param name="allowsDeletions">So may those that take something away.</param>
    public static CallerDocument Read(string text, bool allowsChanges, bool allowsDeletions)
    {
        if (text.Length > MaxLength)
        {
            return new CallerDocument.Refused($"The query has {text.Length} characters; GitLab takes at most {MaxLength}.");
        }

        GraphQLSyntax document;
        try
        {
            document = new(Parser.Parse(text, Bounded));
        }
        catch (GraphQLSyntaxErrorException e)
        {
            return new CallerDocument.Refused(
                $"The query is not valid GraphQL, at line {e.Location.Line}, column {e.Location.Column}. Correct it and call again."
            );
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return new CallerDocument.Refused("The query is nested too deeply.");
        }

        var refusal = document.Operations switch
        {
            [] => "The query has no operation.",
            [_, _, ..] => "The query has several operations; send them one by one.",
            [{ Operation: OperationType.Subscription }] => "Subscriptions cannot be asked for here; use a query.",
            [{ Operation: OperationType.Mutation }] when !allowsChanges =>
                "This server, or this request, only reads: a mutation is refused. Ask with a query.",
            [{ Operation: OperationType.Mutation } mutation]
                when !allowsDeletions
                    && document.RootFields(mutation).Select(field => field.Name.StringValue).FirstOrDefault(Deleting().IsMatch)
                        is { } deleting => $"This server deletes nothing: the mutation {deleting} is refused.",
            _ when document.Secret() is { } secret => $"The field {secret} may hold a secret, which is not for models: leave it out. "
                + "list_project_variables and list_group_variables show the variables that may be seen.",
            _ => null,
        };
        return refusal is not null || document.Operations is not [var operation]
            ? new CallerDocument.Refused(refusal!)
            : new CallerDocument.Operation(
                new(
                    text,
                    operation.Name?.StringValue ?? "",
                    operation.Operation == OperationType.Mutation,
                    [.. document.RootFields(operation).Select(field => field.Name.StringValue)],
                    document.Depth(operation),
                    document
                )
            );
    }

    /// <summary>All that is given to the fields at the root, inline and by variables.</summary>
    public IEnumerable<GivenValue> Values(IReadOnlyDictionary<string, JsonElement>? variables) =>
        Syntax.Operations.SelectMany(operation =>
            Syntax.RootFields(operation).SelectMany(field => GivenValue.Of(field, operation.Variables, variables))
        );

    /// <summary>Mutations that take something away: GitLab names them so (destroyNote, workItemDelete, achievementsRevoke).</summary>
    [GeneratedRegex(
        "delete|destroy|remove|purge|erase|prune|revoke|clear|unassign|unlink|toggle|discard|reset|expire",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Deleting();
}
