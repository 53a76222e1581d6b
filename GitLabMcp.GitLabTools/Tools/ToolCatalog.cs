using System.Collections.Frozen;
using GitLabMcp.ServiceDefaults.Settings;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Tools;

/// <summary>Which tools exist here, and for a request. The operator's settings are the upper bound of what a request
/// may ask for, for the list and for calls alike.</summary>
internal sealed class ToolCatalog
{
    private readonly FrozenDictionary<string, CallableTool> _known;
    private readonly FrozenDictionary<string, Toolset> _toolsets;
    private readonly HashSet<string> _offered;
    private readonly CallableTool[] _inOrder;

    public ToolCatalog(IReadOnlyList<Toolset> toolsets, OperatorSettings settings)
    {
        _toolsets = toolsets.ToFrozenDictionary(toolset => toolset.Name);
        CallableTool[] all = [.. toolsets.SelectMany(toolset => toolset.Tools.Select(tool => new CallableTool(tool, toolset.Name, settings.DefaultProject)))];
        _known = all.ToFrozenDictionary(tool => tool.Tool.Name);
        if (Unknown(settings.Toolsets, settings.Tools) is { } sentence)
        {
            throw new InvalidSettingException($"GITLAB_TOOLSETS or GITLAB_TOOLS is not valid: {sentence}");
        }

        // Until the catalogue is complete the default is everything there is.
        var isDefault = settings.Toolsets.Count == 0 && settings.Tools.Count == 0;
        var named = Names(settings.Toolsets, settings.Tools);
        var switched = toolsets.SelectMany(toolset => toolset.Tools.Where(tool => (tool.Switch ?? toolset.Switch) is { } name && settings.Switches.Contains(name))).Select(tool => tool.Name);
        named.UnionWith(switched);
        _inOrder = [.. all.Where(tool => (isDefault || named.Contains(tool.Tool.Name)) && IsPermitted(tool, settings))];
        _offered = [.. _inOrder.Select(tool => tool.Tool.Name)];
    }

    public IReadOnlyList<CallableTool> Offered => _inOrder;

    /// <summary>The tools of a selection, in the catalogue's order; or a sentence that names the unknown name.</summary>
    public IEnumerable<CallableTool>? Select(Wire.ToolSelection? selection, out string? invalid)
    {
        invalid = selection is null ? null : Unknown(selection.Toolsets, selection.Tools);
        if (invalid is not null)
        {
            return null;
        }

        if (selection is null || IsEmpty(selection))
        {
            return _inOrder;
        }

        var named = Names(selection.Toolsets, selection.Tools);
        return _inOrder.Where(tool => IsSelected(tool, selection, named));
    }

    /// <summary>The tool of that name when the selection has it; otherwise a sentence, and whether the selection is what is wrong.</summary>
    public CallableTool? Find(string name, Wire.ToolSelection? selection, out string? refusal, out bool isSelectionInvalid)
    {
        isSelectionInvalid = false;
        refusal = null;
        if (selection is not null && !IsEmpty(selection) && Unknown(selection.Toolsets, selection.Tools) is { } invalid)
        {
            (refusal, isSelectionInvalid) = (invalid, true);
            return null;
        }

        if (_known.TryGetValue(name, out var tool) && _offered.Contains(name)
            && (selection is null || IsEmpty(selection) || IsSelected(tool, selection, Names(selection.Toolsets, selection.Tools))))
        {
            return tool;
        }

        refusal = tool is not null
            ? $"The tool {name} is not offered here: the operator's settings or this request's selection leave it out."
            : NoSuch("tool", name, Select(selection, out _)?.Select(offered => offered.Tool.Name) ?? []);
        return null;
    }

    private static bool IsEmpty(Wire.ToolSelection selection) => selection is { Toolsets.Count: 0, Tools.Count: 0, ReadOnly: false };

    private static bool IsSelected(CallableTool tool, Wire.ToolSelection selection, HashSet<string> named) =>
        (!selection.ReadOnly || tool.Tool.Access == Access.Read)
        && (selection is { Toolsets.Count: 0, Tools.Count: 0 } || named.Contains(tool.Tool.Name));

    private static bool IsPermitted(CallableTool tool, OperatorSettings settings) =>
        tool.Tool.Access <= settings.Most
        && settings.Denied?.IsMatch(tool.Tool.Name) != true
        && (settings.AllowedProjects.Count == 0 || tool.Tool.Scope != ProjectScope.Arguments || tool.Projects.Count > 0);

    private HashSet<string> Names(IEnumerable<string> toolsets, IEnumerable<string> tools)
    {
        HashSet<string> names = [.. tools];
        foreach (var toolset in toolsets)
        {
            names.UnionWith(_known.Values.Where(tool => toolset == "all" || tool.Toolset == toolset || tool.Tool.AlsoIn == toolset).Select(tool => tool.Tool.Name));
        }

        return names;
    }

    private string? Unknown(IEnumerable<string> toolsets, IEnumerable<string> tools) =>
        toolsets.FirstOrDefault(name => name != "all" && !_toolsets.ContainsKey(name)) is { } toolset ? NoSuch("toolset", toolset, _toolsets.Keys.Append("all"))
        : tools.FirstOrDefault(name => !_known.ContainsKey(name)) is { } tool ? NoSuch("tool", tool, _known.Keys)
        : null;

    private static string NoSuch(string what, string name, IEnumerable<string> known)
    {
        var shown = name.Length <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? $"There is no {what} {name}" : $"There is no {what} of that name";
        return NearMiss.Of(name, known.Order(StringComparer.Ordinal)) is { } near ? $"{shown}; did you mean {near}?" : shown + ".";
    }
}
