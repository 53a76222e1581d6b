using System.Reflection;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>A project that a call names: in an argument of its own, or in the objects of a list like {project_id, iid}.</summary>
/// <param name="Argument">Where it stands.</param>
/// <param name="Replace">Puts another form of it in its place.</param>
internal sealed record NamedProject(string Argument, ProjectId Project, Action<ProjectId> Replace)
{
    public static IEnumerable<NamedProject> In(ArgumentReader reader, object?[] values)
    {
        foreach (var (index, argument) in reader.Arguments.Index())
        {
            if (values[index] is ProjectId project)
            {
                yield return new(argument.Name, project, other => values[index] = other);
            }
            else if (values[index] is object[] list)
            {
                foreach (var inside in list.SelectMany(one => In(argument.Name, one)))
                {
                    yield return inside;
                }
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
