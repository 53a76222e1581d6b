using GitLabMcp.GitLabTools.Tools.Calling;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Catalogue;

/// <summary>Every tool that one request may use, whatever its selection lists: only a request that may only read narrows it.</summary>
internal sealed class ReachableTools(ToolCatalogue catalog, Wire.ToolSelection? selection, ToolCaller caller) : IReachableTools
{
    private readonly Wire.ToolSelection _all = new()
    {
        ReadOnly = selection?.ReadOnly ?? false,
        TokenOnlyReads = selection?.TokenOnlyReads ?? false,
    };

    public Access MaxAccess => catalog.MaxAccess(_all);

    public bool IsLimitedByScope => catalog.LacksScope(_all);

    public IReadOnlyList<Toolset> Toolsets => catalog.Toolsets;

    public IEnumerable<OfferedTool> All => catalog.Reachable(_all).Select(Offer);

    public bool IsLimited => catalog.IsLimited || MaxAccess < Access.Delete;

    public bool LimitsProjects => catalog.LimitsProjects;

    public bool DeniesReading => catalog.DeniesReading;

    public bool IsDenied(string name) => catalog.IsDenied(name);

    public string CurrentName(string name) => Aliases.Current(name);

    public ToolSearch<OfferedTool> Find(string name) =>
        catalog.Find(name, _all) switch
        {
            ToolSearch<BoundTool>.Found found => new ToolSearch<OfferedTool>.Found(Offer(found.Tool)),
            ToolSearch<BoundTool>.NotFound none => new ToolSearch<OfferedTool>.NotFound(none.Sentence),
            ToolSearch<BoundTool>.LacksScope lacking => new ToolSearch<OfferedTool>.LacksScope(lacking.Sentence),
            ToolSearch<BoundTool>.InvalidSelection invalid => new ToolSearch<OfferedTool>.InvalidSelection(invalid.Sentence),
            var other => throw new InvalidOperationException($"No such outcome: {other}"),
        };

    private OfferedTool Offer(BoundTool tool) =>
        new(tool.Tool, tool.Toolset, tool.Schema, (arguments, context, ct) => caller.CallAsync(tool, arguments, context, ct));
}
