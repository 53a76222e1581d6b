using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;
using Grpc.Core;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using GitLabToolsClient = GitLabMcp.GitLabTools.Contract.GitLabTools.GitLabToolsClient;

namespace GitLabMcp.Edge.Tools;

/// <summary>A call whose client wants to hear how it goes: what GitLabTools tells of it goes out as
/// <c>notifications/progress</c> on the stream that the answer will end.</summary>
internal static class ToolProgress
{
    public static async Task<CallToolResponse> RelayAsync(
        GitLabToolsClient gitlab, CallToolRequest message, McpCall call, McpServer server, ProgressToken token, CancellationToken ct)
    {
        using var updates = gitlab.CallToolWithProgress(message, call.Metadata(), call.Deadline, ct);
        await foreach (var update in updates.ResponseStream.ReadAllAsync(ct))
        {
            if (update.Response is { } response)
            {
                return response;
            }

            await server.NotifyProgressAsync(token, new ProgressNotificationValue { Progress = update.Progress.Seconds, Message = update.Progress.Message }, cancellationToken: ct);
        }

        throw new InvalidOperationException("GitLabTools gave no outcome.");
    }
}
