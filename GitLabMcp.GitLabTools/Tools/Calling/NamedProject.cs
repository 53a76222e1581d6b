using System.Reflection;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>A project that a call names: in an argument of its own, or in the objects of a list like {project_id, iid}.</summary>
/// <param name="Argument">The name of the argument.</param>
/// <param name="Replace">Puts another form of it in its place.</param>
internal sealed record NamedProject(string Argument, ProjectId Project, Action<ProjectId> Replace)
{
    public static IEnumerable<NamedProject> In(IReadOnlyList<ToolArgument> arguments, CallValues values)
    {
        foreach (var name in arguments.Select(argument => argument.Name))
        {
            switch (values[name])
            {
                case ProjectId project:
                    yield return new(name, project, other => values[name] = other);
                    break;
                case object[] list:
                    foreach (var inside in list.SelectMany(one => In(name, one)))
                    {
                        yield return inside;
                    }

                    break;
            }
        }
    }

    private static IEnumerable<NamedProject> In(string argument, object one) =>
        from field in one.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where field.PropertyType == typeof(ProjectId) || field.PropertyType == typeof(ProjectId?)
        let project = field.GetValue(one) as ProjectId?
        where project is not null
        select new NamedProject(argument, project.Value, other => field.SetValue(one, other));
}
