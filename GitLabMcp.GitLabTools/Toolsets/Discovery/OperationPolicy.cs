using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.GraphQL;
using GitLabMcp.GitLabTools.QuickActions;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Holds an operation that a caller wrote to the tools that do the same: docs/behaviour.md, Operator limits.</summary>
internal static partial class OperationPolicy
{
    // createNote { note { body } }: the fields of what was written, and nothing that belongs to it.
    private const int MaxDepth = 3;

    /// <returns>Why the operation is refused; null for one that this request may do.</returns>
    public static string? WhyNot(CallerOperation operation, IReadOnlyDictionary<string, JsonElement>? variables, IReachableTools tools) =>
        operation.IsMutation ? OfMutation(operation, [.. operation.Values(variables)], tools)
        : tools.DeniesReading && !operation.RootFields.All(IsOfSchema)
            ? "Tools that read are denied here, and a query could show what they show: only the schema can be asked for. "
                + "Use the tools that discover_tools shows."
        : null;

    /// <summary>The texts that a mutation may write, in which GitLab may carry out quick actions.</summary>
    public static IEnumerable<(string Argument, Markdown Text)> Texts(CallValues values) =>
        CallerOperation.Read((string)values["query"]!, allowsChanges: true, allowsDeletions: true)
            is CallerDocument.Operation { Value: { IsMutation: true } operation }
            ? operation
                .Values(values["variables"] as Dictionary<string, JsonElement>)
                .Where(value => value is { Text: not null, IsEnum: false } and not { Field: "commitCreate", Key: "content" })
                .Select(value => (value.Name, new Markdown(value.Text!)))
                .Distinct()
            : [];

    private static string? OfMutation(CallerOperation operation, IReadOnlyList<GivenValue> values, IReachableTools tools)
    {
        foreach (var field in operation.RootFields.Where(field => !IsOfSchema(field)).Distinct())
        {
            var why =
                MutationTools.Table.TryGetValue(field, out var names) ? tools.WhyNot(names)
                : tools.IsLimited ? "no tool stands for it, and what may be done here is limited"
                : null;
            if (why is not null)
            {
                return $"The mutation {field} is refused: {why}.";
            }
        }

        foreach (var value in values)
        {
            if (tools.MaxAccess < Access.Delete && Deletes(value))
            {
                return $"This server deletes nothing: the mutation {value.Field} is refused because of {value.Name}.";
            }

            if (ReplacesComment(value) && tools.WhyDenied(MutationTools.Table["destroyNote"]) is { } whyNot)
            {
                return $"The mutation {value.Field} is refused because of {value.Name}, which would delete the comment: {whyNot}.";
            }

            if (
                MutationTools.Table.TryGetValue($"{value.Field}.{value.Key}", out var names)
                && !IsLeftOff(value)
                && tools.WhyDenied(names) is { } why
            )
            {
                return $"The mutation {value.Field} is refused because of {value.Name}: {why}.";
            }
        }

        return tools.DeniesReading && operation.Depth > MaxDepth
            ? "Tools that read are denied here, so a mutation may ask for the fields of what it changes, but not for what belongs to that. "
                + "Leave out the fields that have further objects inside."
            : null;
    }

    /// <summary>An action like the DELETE of commitCreate, or a flag like shouldRemoveSourceBranch. The TOGGLE of awardEmojiWidget removes
    /// a reaction that is there. The operationMode REMOVE is none: it takes labels or people off a list, as tools do that update.</summary>
    private static bool Deletes(GivenValue value) =>
        ReplacesComment(value)
        || (
            value.Text is { } word
                ? ActionName().IsMatch(value.Key) && DeletingAction().IsMatch(word)
                : value.IsTrue && DeletingFlag().IsMatch(value.Key)
        );

    /// <summary>GitLab deletes a comment whose new text is nothing but quick actions.</summary>
    private static bool ReplacesComment(GivenValue value) =>
        value is { Field: "updateNote" or "updateImageDiffNote", Key: "body", Text: { } text } && QuickActionText.IsNothingElse(text);

    /// <summary>A flag that is false or null does nothing.</summary>
    private static bool IsLeftOff(GivenValue value) => DeletingFlag().IsMatch(value.Key) && !value.IsTrue;

    private static bool IsOfSchema(string field) => field.StartsWith("__", StringComparison.Ordinal);

    [GeneratedRegex("action$", RegexOptions.IgnoreCase)]
    private static partial Regex ActionName();

    [GeneratedRegex(@"^(?:delete|destroy|move|remove|purge|toggle)\z", RegexOptions.IgnoreCase)]
    private static partial Regex DeletingAction();

    [GeneratedRegex(@"^(?:destroy|delete|purge|(?:\w*_?)remove_?source_?branch)\z", RegexOptions.IgnoreCase)]
    private static partial Regex DeletingFlag();
}
