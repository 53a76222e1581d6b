using GitLabMcp.GitLabTools.Ranking;

namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>A tool that one request may use, as other tools see it.</summary>
/// <param name="Toolset">The name of its toolset.</param>
/// <param name="Words">What a search for tools compares.</param>
/// <param name="Schema">The JSON schema of all its arguments, those that lists leave out too; UTF-8.</param>
/// <param name="CallAsync">Calls it with these arguments, UTF-8 JSON.</param>
internal sealed record OfferedTool(
    Tool Tool,
    string Toolset,
    ToolWords Words,
    ReadOnlyMemory<byte> Schema,
    Func<ReadOnlyMemory<byte>, ToolContext, CancellationToken, Task<ToolReply>> CallAsync
);
