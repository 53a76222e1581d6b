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
                .Concat(_group is null && _project is not { TakesGroup: true } ? [] : UrlPage.OfGroups)
                .Where(page => page.Fits(name => Find(name) is not null)),
        ];

        // A tool with an argument url of its own, like one for webhooks, does not take this one.
        IsTaken = (_project ?? _group) is not null && Find(ArgumentNames.Url) is null;
    }

    public bool IsTaken { get; }

    /// <summary>Fills what is missing in <paramref name="values"/>.</summary>
    /// <param name="json">The url of the call; undefined, null or an empty text for none.</param>
    /// <returns>What the url leads to, for a sentence about arguments that are still missing.</returns>
    public Reading<UrlReading> Fill(Dictionary<string, object?> values, JsonElement json, GitLabAddress instance)
    {
        if (
            json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            || (json.ValueKind == JsonValueKind.String && json.ValueEquals(""u8))
        )
        {
            return new Reading<UrlReading>.Value(UrlReading.None);
        }

        if (json.ValueKind != JsonValueKind.String)
        {
            return new Reading<UrlReading>.Refused(GitLabUrl.Rule);
        }

        return GitLabUrl.Parse(json.GetString()!, instance) switch
        {
            Reading<GitLabUrl>.Value url => Fill(values, url.Result),
            Reading<GitLabUrl>.Refused refused => new Reading<UrlReading>.Refused(refused.Sentence),
            var other => throw new InvalidOperationException($"No such reading: {other}"),
        };
    }

    private Reading<UrlReading> Fill(Dictionary<string, object?> values, GitLabUrl url)
    {
        var isGroup = url.Owner == UrlOwner.Group || (url.Owner == UrlOwner.ProjectOrGroup && _project is null);
        var owner = isGroup ? _group ?? (_project is { TakesGroup: true } ? _project : null) : _project;
        if (owner is null)
        {
            return new Reading<UrlReading>.Refused(
                url.Owner == UrlOwner.Group
                    ? "The url leads to a group or user, but this tool needs a project."
                    : "The url leads to a project, but this tool needs a group."
            );
        }

        var (page, behind) = (isGroup ? UrlPage.OfGroups : UrlPage.OfProjects)
            .Select(page => (page, page.Behind(url.Page)))
            .FirstOrDefault(pair => pair.Item2 is not null);
        var leads = page is null ? $"The url leads to {(isGroup ? "a group" : "a project")}." : $"The url leads to {page.Kind}.{page.Hint}";
        if (page is not null && _pages.Length > 0 && !_pages.Any(one => one.Kind == page.Kind))
        {
            return new Reading<UrlReading>.Refused(
                $"{leads} This tool takes the address of {string.Join(" or ", _pages.Select(one => one.Kind).Distinct())}."
            );
        }

        var slashed = page is { BeginsWithRef: true } && _pages.Contains(page) && !url.IsExact ? Slashed(values, page, behind!) : null;
        var refusal =
            Set(values, owner, url.Path)
            ?? (page is not null && _pages.Contains(page) && slashed is not { Path: null } ? Set(values, page, behind!) : null)
            ?? (url.Note is { } note && Find("note_id") is { } noteId ? Set(values, noteId, note) : null);
        if (refusal is not null)
        {
            return new Reading<UrlReading>.Refused(refusal);
        }

        // Until GitLab was asked, the first part stands for the name.
        if (slashed is { Path: null })
        {
            values[slashed.Ref] = new GitRef(slashed.Parts[0]);
        }

        return new Reading<UrlReading>.Value(new(leads, slashed));
    }

    /// <returns>Null where the call says which branch it is, or the address can mean one only.</returns>
    private SlashedRef? Slashed(Dictionary<string, object?> values, UrlPage page, string[] behind)
    {
        var name = page.Holes[0].Arguments.Select(Find).FirstOrDefault(known => known is not null);
        var path = page.Holes[1].Arguments.Select(Find).FirstOrDefault(known => known is not null);
        return
            name is null
            || values.GetValueOrDefault(name.Name) is not null
            || (path is not null && values.GetValueOrDefault(path.Name) is not null)
            || behind.Length == 1
            || behind[0] == "HEAD"
            || (behind[0].Length == 40 && behind[0].All(char.IsAsciiHexDigit))
            ? null
            : new(name.Name, path?.Name, behind);
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
