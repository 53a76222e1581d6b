using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>The argument url of every tool that acts on a project or a group: fills the arguments that the call left out, by the
/// same types and checks as if the call had given them.</summary>
internal sealed class UrlArgument
{
    private readonly ToolArgument[] _arguments;
    private readonly ToolArgument? _project;
    private readonly ToolArgument? _group;
    private readonly UrlPage[] _pages;

    public UrlArgument(ToolArgument[] arguments)
    {
        _arguments = arguments;
        _project = Find(ArgumentNames.Project) is { } project && project.Type == typeof(ProjectId) ? project : null;
        _group = Find(ArgumentNames.Group) is { } group && group.Type == typeof(Id) ? group : null;
        _pages =
        [
            .. (_project is null ? [] : UrlPage.OfProjects)
                .Concat(_group is null ? [] : UrlPage.OfGroups)
                .Where(page => page.Fits(name => Find(name) is not null)),
        ];

        // A tool with an argument url of its own, like one for webhooks, does not take this one.
        IsTaken = (_project ?? _group) is not null && Find(ArgumentNames.Url) is null;
    }

    public bool IsTaken { get; }

    /// <summary>Fills what is missing in <paramref name="values"/>.</summary>
    /// <param name="json">The url of the call; undefined, null or an empty text for none.</param>
    /// <returns>What the url leads to, for a sentence about arguments that are still missing.</returns>
    public Reading<string> Fill(Dictionary<string, object?> values, JsonElement json, GitLabAddress instance)
    {
        if (
            json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            || (json.ValueKind == JsonValueKind.String && json.ValueEquals(""u8))
        )
        {
            return new Reading<string>.Value("");
        }

        if (json.ValueKind != JsonValueKind.String)
        {
            return new Reading<string>.Refused(GitLabUrl.Rule);
        }

        return GitLabUrl.Parse(json.GetString()!, instance) switch
        {
            Reading<GitLabUrl>.Value url => Fill(values, url.Result),
            Reading<GitLabUrl>.Refused refused => new Reading<string>.Refused(refused.Sentence),
            var other => throw new InvalidOperationException($"No such reading: {other}"),
        };
    }

    private Reading<string> Fill(Dictionary<string, object?> values, GitLabUrl url)
    {
        var owner = url.Owner == UrlOwner.Group || (url.Owner == UrlOwner.ProjectOrGroup && _project is null) ? _group : _project;
        if (owner is null)
        {
            return new Reading<string>.Refused(
                url.Owner == UrlOwner.Group
                    ? "The url leads to a group or user, but this tool needs a project."
                    : "The url leads to a project, but this tool needs a group."
            );
        }

        var (page, behind) = (owner == _group ? UrlPage.OfGroups : UrlPage.OfProjects)
            .Select(page => (page, page.Behind(url.Page)))
            .FirstOrDefault(pair => pair.Item2 is not null);
        var leads = page is null
            ? $"The url leads to {(owner == _group ? "a group" : "a project")}."
            : $"The url leads to {page.Kind}.{page.Hint}";
        if (page is not null && _pages.Length > 0 && !_pages.Contains(page))
        {
            return new Reading<string>.Refused(
                $"{leads} This tool takes the address of {string.Join(" or ", _pages.Select(one => one.Kind).Distinct())}."
            );
        }

        var refusal =
            Set(values, owner, url.Path)
            ?? (page is not null && _pages.Contains(page) ? Set(values, page, behind!) : null)
            ?? (url.Note is { } note && Find("note_id") is { } noteId ? Set(values, noteId, note) : null);
        return refusal is null ? new Reading<string>.Value(leads) : new Reading<string>.Refused(refusal);
    }

    /// <returns>Null when all was set; otherwise what is wrong.</returns>
    private string? Set(Dictionary<string, object?> values, UrlPage page, string[] behind)
    {
        (string Name, bool WasGiven) last = default;
        foreach (var hole in page.Holes)
        {
            if (hole.IsRest && behind.Length == 0)
            {
                break;
            }

            if (hole.Arguments.Select(Find).FirstOrDefault(known => known is not null) is not { } target)
            {
                // `tree/feature/x` is the branch feature/x, or x on the branch feature: only the call's other arguments can decide.
                return last.WasGiven
                    ? null
                    : $"Where the name ends in this url cannot be told, as it may have slashes. Give {last.Name} itself.";
            }

            var given = values.GetValueOrDefault(target.Name);
            last = (target.Name, given is not null);
            var taken = hole.IsRest ? behind.Length : Parts(given, behind);
            if (Set(values, target, string.Join('/', behind[..taken])) is { } refusal)
            {
                return refusal;
            }

            behind = behind[taken..];
        }

        return page.Fills is { } filled && Find(filled.Argument) is { } argument ? Set(values, argument, filled.Value) : null;
    }

    private string? Set(Dictionary<string, object?> values, ToolArgument argument, string text)
    {
        object value;
        switch (argument.Read(ScalarText.Json(text)))
        {
            case Reading<object>.Value read:
                value = read.Result;
                break;
            case Reading<object>.Refused refused:
                return refused.Sentence;
            default:
                throw new InvalidOperationException("No such reading.");
        }

        if (values.GetValueOrDefault(argument.Name) is not { } before)
        {
            values[argument.Name] = value;
            return null;
        }

        // Paths of projects and groups are the same in upper and lower case. A number and a path may name the same project, but only
        // GitLab knows.
        var (inCall, inUrl) = (ArgumentText.Of(before), ArgumentText.Of(value));
        var comparison = argument == _project || argument == _group ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return inCall.Equals(inUrl, comparison)
            ? null
            : $"{argument.Name} is {Short(inCall)}, but the url says {Short(inUrl)}. Leave out the one that is not meant.";
    }

    /// <summary>How many parts of the address the name takes: one, or as many as the call's own argument has.</summary>
    private static int Parts(object? given, string[] behind)
    {
        var parts = given is null ? [] : ArgumentText.Of(given).Split('/');
        return parts.Length > 0 && behind.Take(parts.Length).SequenceEqual(parts) ? parts.Length : 1;
    }

    private ToolArgument? Find(string name) => Array.Find(_arguments, argument => argument.Name == name);

    private static string Short(string text) => text.Length <= 200 ? text : "something else";
}
