using GitLabMcp.GitLabTools.Tools.Arguments;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>Puts the plain path in place of the other forms in which a call may name projects and groups, before anything is checked
/// by it.</summary>
internal sealed class NamedOwners(IReadOnlyList<ToolArgument> arguments)
{
    private readonly List<ToolArgument> _projects = [.. arguments.Where(NamesProjects)];

    private readonly List<ToolArgument> _groups =
    [
        .. arguments.Where(argument =>
            argument.Type == typeof(Id)
            && (
                argument.Name is ArgumentNames.Group or "namespace" or "namespace_id" || argument.NumberOf is Thing.Group or Thing.Namespace
            )
        ),
    ];

    /// <returns>Null, or what is wrong with an address.</returns>
    public string? MakePlain(CallValues values, GitLabAddress instance)
    {
        foreach (var named in NamedProject.In(_projects, values))
        {
            var takesGroup = _projects.Find(argument => argument.Name == named.Argument)!.TakesGroup;
            switch (OwnerAddress.PathOf(named.Project.Text, instance, takesGroup))
            {
                case Reading<string>.Refused refused:
                    return refused.Sentence;
                case Reading<string>.Value { Result: var path } when path != named.Project.Text:
                    named.Replace(new ProjectId(path));
                    break;
            }
        }

        foreach (var argument in _groups)
        {
            if (values[argument.Name] is not Id group)
            {
                continue;
            }

            switch (OwnerAddress.PathOf(ProjectId.WithoutGroupPrefix(group.Text), instance, takesGroup: true))
            {
                case Reading<string>.Refused refused:
                    return refused.Sentence;
                case Reading<string>.Value { Result: var path }:
                    values[argument.Name] = new Id(path);
                    break;
            }
        }

        return null;
    }

    private static bool NamesProjects(ToolArgument argument) =>
        argument.Type == typeof(ProjectId)
        || (
            argument.Type.GetElementType() is { IsClass: true } entry
            && entry
                .GetProperties()
                .Any(field => (Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType) == typeof(ProjectId))
        );
}
