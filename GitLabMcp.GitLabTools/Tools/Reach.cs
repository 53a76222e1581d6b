using GitLabMcp.GitLabTools.GitLab;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Tools;

/// <summary>What one request can reach: GitLab as its caller, and every tool that the operator lets it have, listed or not.</summary>
internal sealed class Reach(ToolCatalog catalog, Wire.ToolSelection? selection, ToolCaller caller, GitLabSession gitlab)
{
    private readonly Wire.ToolSelection _all = new() { ReadOnly = selection?.ReadOnly ?? false };

    public GitLabSession GitLab => gitlab;

    public Access Most => catalog.Most(selection);

    public IReadOnlyList<Toolset> Toolsets => catalog.Toolsets;

    public IEnumerable<CallableTool> Tools => catalog.Reachable(_all);

    /// <summary>Null and a sentence when there is no such tool here.</summary>
    public CallableTool? Find(string name, out string? refusal) => catalog.Find(name, _all, out refusal, out _);

    public Task<ToolReply> CallAsync(CallableTool tool, ReadOnlyMemory<byte> arguments, CancellationToken ct) => caller.CallAsync(tool, arguments, this, ct);
}
