using System.Text.Json;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Json;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>The argument url of every tool that acts on a project or a group: fills what the call left out, by the same
/// types and checks as if the call had said it.</summary>
internal sealed class UrlArgument
{
    public const string Name = "url";

    private readonly ToolArgument[] _arguments;
    private readonly int _project,
        _group;
    private readonly UrlPage[] _pages;

    public UrlArgument(ToolArgument[] arguments)
    {
        _arguments = arguments;
        _project = Array.FindIndex(arguments, argument => argument.Name == "project_id" && argument.Type == typeof(ProjectId));
        _group = Array.FindIndex(arguments, argument => argument.Name == "group_id" && argument.Type == typeof(Id));
        _pages =
        [
            .. (_project >= 0 ? UrlPage.OfProjects : [])
                .Concat(_group >= 0 ? UrlPage.OfGroups : [])
                .Where(page => page.Fits(name => Index(name) >= 0)),
        ];

        // A webhook's url is its own.
        IsTaken = (_project >= 0 || _group >= 0) && Index(Name) < 0;
    }

    public bool IsTaken { get; }

    /// <summary>Fills what is null in <paramref name="values"/>.</summary>
    /// <returns>What the url leads to, for a sentence about what is missing still; null and a refusal.</returns>
    public string? Fill(object?[] values, JsonElement json, GitLabInstance instance, out string? refusal)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            refusal = GitLabUrl.Rule;
            return null;
        }

        if (GitLabUrl.Parse(json.GetString()!, instance, out refusal) is not { } url)
        {
            return null;
        }

        var owner = url.Owner == UrlOwner.Group || (url.Owner == UrlOwner.ProjectOrGroup && _project < 0) ? _group : _project;
        if (owner < 0)
        {
            refusal =
                url.Owner == UrlOwner.Group
                    ? "The url leads to a group or user, but this tool needs a project."
                    : "The url leads to a project, but this tool needs a group.";
            return null;
        }

        var (page, behind) = (owner == _group ? UrlPage.OfGroups : UrlPage.OfProjects)
            .Select(page => (page, page.Behind(url.Page)))
            .FirstOrDefault(pair => pair.Item2 is not null);
        var leads = page is null
            ? $"The url leads to {(owner == _group ? "a group" : "a project")}."
            : $"The url leads to {page.Kind}.{page.Hint}";
        if (page is not null && _pages.Length > 0 && !_pages.Contains(page))
        {
            refusal = $"{leads} This tool takes the address of {string.Join(" or ", _pages.Select(one => one.Kind).Distinct())}.";
            return null;
        }

        refusal =
            Set(values, owner, url.Path)
            ?? (page is not null && _pages.Contains(page) ? Set(values, page, behind!) : null)
            ?? (url.Note is { } note ? Set(values, Index("note_id"), note) : null);
        return refusal is null ? leads : null;
    }

    private string? Set(object?[] values, UrlPage page, string[] behind)
    {
        (string Name, bool WasGiven) last = default;
        foreach (var hole in page.Holes)
        {
            if (hole.IsRest && behind.Length == 0)
            {
                break;
            }

            var index = hole.Arguments.Select(Index).FirstOrDefault(known => known >= 0, -1);
            if (index < 0)
            {
                // `tree/feature/x` is the branch feature/x, or x on the branch feature: only the call itself can tell.
                return last.WasGiven
                    ? null
                    : $"Where the name ends in this url cannot be told, as it may have slashes. Give {last.Name} itself.";
            }

            last = (_arguments[index].Name, values[index] is not null);
            var taken = hole.IsRest ? behind.Length : Parts(values[index], behind);
            if (Set(values, index, string.Join('/', behind[..taken])) is { } refusal)
            {
                return refusal;
            }

            behind = behind[taken..];
        }

        return page.Says is { } says ? Set(values, Index(says.Argument), says.Value) : null;
    }

    private string? Set(object?[] values, int index, string text)
    {
        if (index < 0)
        {
            return null;
        }

        if (_arguments[index].Read(JsonSerializer.SerializeToElement(text, ToolJson.Options), out var refusal) is not { } value)
        {
            return refusal;
        }

        var (given, told) = (values[index] is { } before ? ArgumentText.Of(before) : null, ArgumentText.Of(value));

        // Paths of projects and groups are the same in any case; a number and a path may be the same thing, but nobody knows yet.
        if (
            given is not null
            && !given.Equals(told, index == _project || index == _group ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
        )
        {
            return $"{_arguments[index].Name} is {Short(given)}, but the url says {Short(told)}. Leave out the one that is not meant.";
        }

        values[index] ??= value;
        return null;
    }

    /// <summary>How many parts the name takes: one, or as many as the call itself says.</summary>
    private static int Parts(object? given, string[] behind)
    {
        var parts = given is null ? [] : ArgumentText.Of(given).Split('/');
        return parts.Length > 0 && behind.Take(parts.Length).SequenceEqual(parts) ? parts.Length : 1;
    }

    private int Index(string name) => Array.FindIndex(_arguments, argument => argument.Name == name);

    private static string Short(string text) => text.Length <= 200 ? text : "something else";
}
