using System.Reflection;
using GitLabMcp.GitLabTools.QuickActions;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>Those arguments of a tool that may delete something, also inside of the objects of a list, like the action of each file in
/// a commit (see <see cref="DeletesAttribute"/>).</summary>
internal sealed class DeletingArguments(ArgumentRecord record, IReadOnlyList<string> names)
{
    private readonly Deletion[] _all =
    [
        .. record.Parameters.Zip(names, (parameter, name) => Of(parameter, name).Concat(InList(parameter, name))).SelectMany(some => some),
    ];

    /// <returns>Why the call is refused; null for one that deletes nothing, or may.</returns>
    public string? WhyNot(CallValues values, IReachableTools tools)
    {
        foreach (var one in _all)
        {
            var value = one.Read(values).FirstOrDefault(one.IsMetBy);
            if (value is null)
            {
                continue;
            }

            var why =
                tools.MaxAccess < Access.Delete ? "this server deletes nothing"
                : one.Rule.Tool is { } tool ? tools.WhyDenied([tool])
                : null;
            if (why is not null)
            {
                return $"Argument {one.Name}{(value is Enum word ? "=" + ArgumentText.Of(word) : "")} would delete something: {why}. "
                    + "Leave it out. Nothing was sent.";
            }
        }

        return null;
    }

    private static IEnumerable<Deletion> Of(ParameterInfo parameter, string name) =>
        parameter.GetCustomAttribute<DeletesAttribute>() is { } rule ? [new(name, rule, values => [values[name]])] : [];

    private static IEnumerable<Deletion> InList(ParameterInfo list, string name) =>
        from parameter in list.ParameterType.GetElementType()?.GetConstructors().FirstOrDefault()?.GetParameters() ?? []
        let rule = parameter.GetCustomAttribute<DeletesAttribute>()
        where rule is not null
        let property = list.ParameterType.GetElementType()!.GetProperty(parameter.Name!)
        select new Deletion(
            $"{name}.{JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!)}",
            rule,
            values => values[name] is object[] all ? all.Select(property.GetValue) : []
        );

    /// <param name="Name">`should_remove_source_branch`, or `files.action`.</param>
    private sealed record Deletion(string Name, DeletesAttribute Rule, Func<CallValues, IEnumerable<object?>> Read)
    {
        public bool IsMetBy(object? value) => value is Markdown text ? QuickActionText.IsNothingElse(text.Text) : Rule.IsMetBy(value);
    }
}
