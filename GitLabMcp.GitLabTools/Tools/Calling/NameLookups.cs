using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>Puts numbers in place of the names that a call has where GitLab takes numbers only (<see cref="NumberOfAttribute"/>), and
/// the branch of the server in place of `origin/main`. Only names cost a request.</summary>
internal sealed class NameLookups(IReadOnlyList<ToolArgument> arguments)
{
    private const int MaxNames = 20;

    private readonly bool _orGroup = arguments.Any(argument => argument.Name == ArgumentNames.Project && argument.TakesGroup);
    private readonly List<ToolArgument> _others = [.. arguments.Where(argument => argument.InPlaceOf is not null)];
    private readonly List<ToolArgument> _numbers = [.. arguments.Where(argument => argument.NumberOf is not null)];
    private readonly List<ToolArgument> _refs = [.. arguments.Where(argument => argument.Type == typeof(GitRef) && !argument.IsNewName)];

    /// <returns>Null when all names were found; otherwise the reply that ends the call.</returns>
    public async Task<ToolReply?> ResolveAsync(CallValues values, CallerGitLab gitlab, IReachableTools tools, CancellationToken ct)
    {
        foreach (var argument in _others.Where(argument => values[argument.Name] is not null))
        {
            values[argument.InPlaceOf!] =
                values[argument.Name] is UserName[] names && _numbers.Exists(one => one.Name == argument.InPlaceOf)
                    ? names.Select(name => new Id(name.Text)).ToArray()
                    : values[argument.Name];
        }

        foreach (var argument in _numbers)
        {
            var isTitle =
                argument.NumberOf == Thing.Milestone
                && _others.Exists(other => other.InPlaceOf == argument.Name && values[other.Name] is not null);
            if (
                values[argument.Name] is { } value
                && await NumbersAsync(argument, value, isTitle, values, NamesOf(argument), ct) is { } refused
            )
            {
                return refused;
            }
        }

        foreach (var argument in _refs)
        {
            if (
                values[argument.Name] is GitRef { OnServer: { } branch } given
                && values.Find(ArgumentNames.Project) is ProjectId project
                && await gitlab.GetAsync($"projects/{project}/repository/branches/{given}", ct) is GitLabRefusal { Status: 404 }
            )
            {
                values[argument.Name] = branch;
            }
        }

        return null;

        ThingNames NamesOf(ToolArgument argument) =>
            new(argument.NumberOf!.Value, argument.Name, _orGroup, values, gitlab, new(values, gitlab, tools));
    }

    private static async Task<ToolReply?> NumbersAsync(
        ToolArgument argument,
        object value,
        bool isTitle,
        CallValues values,
        ThingNames names,
        CancellationToken ct
    )
    {
        if (value is not Id[] several)
        {
            var name = value.ToString()!;
            var lookup = await (isTitle ? names.NumberOfTitleAsync(name, ct) : names.NumberAsync(name, ct));
            if (lookup is Lookup<Id>.Found { Value: var number })
            {
                values[argument.Name] = value is ProjectId ? new ProjectId(number.Text) : number;
            }

            return (lookup as Lookup<Id>.Refused)?.Reply;
        }

        if (several.Count(one => !ThingNames.IsNumber(one.Text)) > MaxNames)
        {
            return ToolReply.Refuse($"Argument {argument.Name} takes at most {MaxNames} names in one call. Give numbers for the others.");
        }

        var numbers = new Id[several.Length];
        foreach (var (index, one) in several.Index())
        {
            switch (await names.NumberAsync(one.Text, ct))
            {
                case Lookup<Id>.Found found:
                    numbers[index] = found.Value;
                    break;
                case Lookup<Id>.Refused refused:
                    return refused.Reply;
            }
        }

        values[argument.Name] = numbers;
        return null;
    }
}
