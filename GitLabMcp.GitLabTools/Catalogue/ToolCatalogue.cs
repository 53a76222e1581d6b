using System.Collections.Frozen;
using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.Suggestions;
using GitLabMcp.GitLabTools.Tools.Calling;
using GitLabMcp.ServiceDefaults.Settings;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Catalogue;

/// <summary>Which tools exist here, and for a request. The operator's settings are the upper bound of what a request
/// may ask for, for the list and for calls alike.</summary>
internal sealed class ToolCatalogue
{
    private readonly FrozenDictionary<string, BoundTool> _known;
    private readonly FrozenDictionary<string, Toolset> _toolsets;
    private readonly Access _most;
    private readonly Regex? _denied;
    private readonly HashSet<string> _named;
    private readonly BoundTool[] _bound;
    private readonly BoundTool[] _listed;
    private readonly FrozenSet<string> _reachable;

    public ToolCatalogue(IReadOnlyList<Toolset> toolsets, OperatorSettings settings)
    {
        _toolsets = toolsets.ToFrozenDictionary(toolset => toolset.Name);
        BoundTool[] all =
        [
            .. toolsets.SelectMany(toolset =>
                toolset.Tools.Select(tool => new BoundTool(tool, toolset.Name, settings.DefaultProject, settings.Confirmation))
            ),
        ];
        _known = all.ToFrozenDictionary(tool => tool.Tool.Name);
        if (Unknown(settings.Toolsets, settings.Tools) is { } sentence)
        {
            throw new InvalidSettingException($"GITLAB_TOOLSETS or GITLAB_TOOLS is not valid: {sentence}");
        }

        _most = settings.MaxAccess;
        _denied = settings.Denied;
        var isBounded = settings.Toolsets.Count > 0;
        LimitsProjects = settings.AllowedProjects.Count > 0;
        _named = Names(settings.Toolsets, settings.Tools);
        _named.UnionWith(
            toolsets
                .SelectMany(toolset =>
                    toolset.Tools.Where(tool => (tool.Switch ?? toolset.Switch) is { } name && settings.Switches.Contains(name))
                )
                .Select(tool => tool.Name)
        );
        HashSet<string> named = isBounded ? _named : [.. _named, .. Core.Names];
        _bound = [.. all.Where(tool => (!isBounded || named.Contains(tool.Tool.Name)) && IsPermitted(tool, settings))];
        IsLimited = _bound.Length < all.Length || LimitsProjects;
        DeniesReading = all.Any(tool =>
            tool.Tool is { Effect: Effect.Read, Actor: Actor.Tool, HasUntrustedMark: true } && IsDenied(tool.Tool.Name)
        );
        _listed = [.. _bound.Where(tool => named.Contains(tool.Tool.Name))];
        _reachable = _bound.Select(tool => tool.Tool.Name).ToFrozenSet();
        Toolsets = toolsets;
    }

    public IReadOnlyList<Toolset> Toolsets { get; }

    /// <summary>The operator rules something out: tools by the mode, by names or by toolsets, or projects.</summary>
    public bool IsLimited { get; }

    public bool LimitsProjects { get; }

    /// <summary>The operator's pattern rules a tool out that shows something of GitLab.</summary>
    public bool DeniesReading { get; }

    /// <summary>Whether the operator's pattern rules a tool out, by its name or a former one.</summary>
    public bool IsDenied(string name) =>
        _denied is { } denied && (denied.IsMatch(name) || Aliases.Table.Any(alias => alias.Value == name && denied.IsMatch(alias.Key)));

    /// <summary>The most that a request may do.</summary>
    public Access MaxAccess(Wire.ToolSelection? selection) => selection?.ReadOnly == true ? Access.Read : _most;

    /// <summary>The operator lets the request change something, and its token lacks the scope for that.</summary>
    public bool LacksScope(Wire.ToolSelection? selection) => selection is { ReadOnly: true, TokenOnlyReads: true } && _most > Access.Read;

    /// <summary>Everything that a request can ask for, listed or not.</summary>
    public IEnumerable<BoundTool> Reachable(Wire.ToolSelection? selection) =>
        _bound.Where(tool => tool.Tool.Access <= MaxAccess(selection));

    /// <summary>The tools of a selection, in the catalogue's order. Those of the core, unless asked for by name or toolset, come
    /// without the arguments that are hidden by default.</summary>
    public ToolListing List(Wire.ToolSelection? selection)
    {
        if (Invalid(selection) is { } invalid)
        {
            return new ToolListing.InvalidSelection(invalid);
        }

        var most = MaxAccess(selection);
        if (selection is null or { Toolsets.Count: 0, Tools.Count: 0 })
        {
            return new ToolListing.Tools(
                _listed
                    .Where(tool => tool.Tool.Access <= most)
                    .Select(tool => tool.Describe(most, withHidden: _named.Contains(tool.Tool.Name)))
            );
        }

        var named = Names(selection.Toolsets, selection.Tools);
        return new ToolListing.Tools(
            Reachable(selection).Where(tool => named.Contains(tool.Tool.Name)).Select(tool => tool.Describe(most, withHidden: true))
        );
    }

    /// <summary>The tools that change nothing, whatever their arguments are, by all their names.</summary>
    public IEnumerable<string> ReadingNames => NamesOf(tool => tool.IsReadOnly(_most));

    /// <summary>The tools of which every call changes something, by all their names.</summary>
    public IEnumerable<string> WritingNames => NamesOf(tool => tool.Actor == Actor.Tool && !tool.IsReadOnly(_most));

    /// <summary>Null for a selection of which every name exists; otherwise a sentence that names the unknown one.</summary>
    public string? Invalid(Wire.ToolSelection? selection) => selection is null ? null : Unknown(selection.Toolsets, selection.Tools);

    /// <summary>Whether the request can use a tool of that name.</summary>
    public bool Has(string name, Wire.ToolSelection? selection) => Find(name, selection) is ToolSearch<BoundTool>.Found;

    /// <summary>The tool of that name: of those that the request selected, or without a selection any that can be reached.</summary>
    public ToolSearch<BoundTool> Find(string name, Wire.ToolSelection? selection)
    {
        var isNarrowed = selection is not (null or { Toolsets.Count: 0, Tools.Count: 0 });
        if (isNarrowed && Invalid(selection) is { } invalid)
        {
            return new ToolSearch<BoundTool>.InvalidSelection(invalid);
        }

        name = Aliases.Current(name);
        if (
            _known.TryGetValue(name, out var tool)
            && _reachable.Contains(name)
            && (!isNarrowed || Names(selection!.Toolsets, selection.Tools).Contains(name))
        )
        {
            if (tool.Tool.Access <= MaxAccess(selection))
            {
                return new ToolSearch<BoundTool>.Found(tool);
            }

            if (LacksScope(selection))
            {
                return new ToolSearch<BoundTool>.LacksScope(MissingScope.Sentence($"The tool {name}"));
            }
        }

        return new ToolSearch<BoundTool>.NotFound(
            tool is not null
                ? $"The tool {name} is not offered here: the operator's settings or this request's selection leave it out."
                : NoSuch("tool", name, Reachable(selection).Select(reachable => reachable.Tool.Name))
        );
    }

    private bool IsPermitted(BoundTool tool, OperatorSettings settings) =>
        tool.Tool.Access <= settings.MaxAccess
        && !IsDenied(tool.Tool.Name)
        && (settings.AllowedProjects.Count == 0 || tool.Tool.Scope != ProjectScope.Arguments || tool.Projects.Count > 0);

    private IEnumerable<string> NamesOf(Func<Tool, bool> isMeant) =>
        _reachable.Concat(Aliases.Table.Keys).Where(name => _known.TryGetValue(Aliases.Current(name), out var tool) && isMeant(tool.Tool));

    private HashSet<string> Names(IEnumerable<string> toolsets, IEnumerable<string> tools)
    {
        HashSet<string> names = [.. tools.Select(Aliases.Current)];
        foreach (var toolset in toolsets)
        {
            names.UnionWith(
                _known
                    .Values.Where(tool => toolset == "all" || tool.Toolset == toolset || tool.Tool.AlsoIn == toolset)
                    .Select(tool => tool.Tool.Name)
            );
        }

        return names;
    }

    private string? Unknown(IEnumerable<string> toolsets, IEnumerable<string> tools) =>
        toolsets.FirstOrDefault(name => name != "all" && !_toolsets.ContainsKey(name)) is { } toolset
            ? NoSuch("toolset", toolset, _toolsets.Keys.Append("all"))
        : tools.FirstOrDefault(name => !_known.ContainsKey(Aliases.Current(name))) is { } tool ? NoSuch("tool", tool, _known.Keys)
        : null;

    private static string NoSuch(string what, string name, IEnumerable<string> known)
    {
        var shown =
            name.Length <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
                ? $"There is no {what} {name}"
                : $"There is no {what} of that name";
        return NearMiss.Of(name, known.Order(StringComparer.Ordinal)) is { } near ? $"{shown}; did you mean {near}?" : shown + ".";
    }
}
