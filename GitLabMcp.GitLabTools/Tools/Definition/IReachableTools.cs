namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>Every tool that the operator lets one request use, listed or not, for tools that find and call others. An interface,
/// because the catalogue that knows them is made of the tools that ask.</summary>
internal interface IReachableTools
{
    /// <summary>The most that the request may do.</summary>
    Access MaxAccess { get; }

    /// <summary>The request may only read because its token lacks the scope `api`.</summary>
    bool IsLimitedByScope { get; }

    /// <summary>All toolsets, also those of which nothing is offered.</summary>
    IReadOnlyList<Toolset> Toolsets { get; }

    IEnumerable<OfferedTool> All { get; }

    /// <summary>The operator, or the request, rules something out: by the mode, by names, by toolsets or by projects.</summary>
    bool IsLimited { get; }

    /// <summary>The operator allows certain projects only.</summary>
    bool LimitsProjects { get; }

    /// <summary>The operator's pattern rules a tool out that shows something of GitLab.</summary>
    bool DeniesReading { get; }

    /// <summary>The operator's pattern rules that tool out.</summary>
    bool IsDenied(string name);

    /// <summary>The name that a tool has now, by its name or a former one.</summary>
    string CurrentName(string name);

    ToolSearch<OfferedTool> Find(string name);
}
