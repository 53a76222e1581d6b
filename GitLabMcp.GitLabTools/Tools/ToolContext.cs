using GitLabMcp.GitLabTools.Consent;
using GitLabMcp.GitLabTools.GitLab;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Tools;

/// <summary>What one request can reach: GitLab as its caller, and every tool that the operator lets it have, listed or not.</summary>
internal sealed class ToolContext(
    ToolCatalog catalog,
    Wire.ToolSelection? selection,
    ToolCaller caller,
    CallerGitLab gitlab,
    Consent.Consent consent
)
{
    private readonly Wire.ToolSelection _all = new() { ReadOnly = selection?.ReadOnly ?? false };

    public CallerGitLab GitLab => gitlab;

    public Consent.Consent Consent => consent;

    public Access MaxAccess => catalog.MaxAccess(selection);

    public IReadOnlyList<Toolset> Toolsets => catalog.Toolsets;

    public IEnumerable<BoundTool> Tools => catalog.Reachable(_all);

    /// <summary>Null and a sentence when there is no such tool here.</summary>
    public BoundTool? Find(string name, out string? refusal) => catalog.Find(name, _all, out refusal, out _);

    /// <summary>The same, but nothing is changed.</summary>
    public ToolContext InDryRun(DryRun plan) => new(catalog, selection, caller, gitlab.With(plan), consent);

    public Task<ToolReply> CallAsync(BoundTool tool, ReadOnlyMemory<byte> arguments, CancellationToken ct) =>
        caller.CallAsync(tool, arguments, this, ct);
}
