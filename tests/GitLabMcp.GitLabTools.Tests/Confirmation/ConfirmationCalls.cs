using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Contract;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Calls that ask for a confirmation, show a preview of it or bring it. Their example is the merge of a merge request.</summary>
internal static class ConfirmationCalls
{
    public const string Merge = """{"project_id":"group/app","merge_request_iid":5,"squash":true}""";

    /// <summary>A host whose operator sets GITLAB_CONFIRM_DESTRUCTIVE.</summary>
    public static Task<ToolsHost> StartAsync(string rule) =>
        StartAsync(rule, new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));

    public static Task<ToolsHost> StartAsync(string rule, FakeTimeProvider time) =>
        ToolsHost.StartAsync(
            settings: [$"--GITLAB_CONFIRM_DESTRUCTIVE={rule}"],
            configure: builder => builder.Services.AddSingleton<TimeProvider>(time)
        );

    /// <summary>The same arguments with one more.</summary>
    public static string With(string arguments, string name, JsonNode value)
    {
        var json = JsonNode.Parse(arguments)!.AsObject();
        json[name] = value;
        return json.ToJsonString();
    }

    /// <summary>The value that a dry run hands out to confirm the call.</summary>
    public static async Task<string> PreviewAsync(this ToolsHost host, string merge) =>
        JsonNode.Parse(await host.CallAsync("merge_merge_request", With(merge, "dry_run", true)))!["confirm"]!.GetValue<string>();

    /// <summary>Calls merge_merge_request by the rpc that cannot bring a confirmation.</summary>
    public static async Task<CallToolResponse> MergeAsync(this ToolsHost host, string arguments, Action<CallToolRequest> change)
    {
        var request = new CallToolRequest { Name = "merge_merge_request", Arguments = ByteString.CopyFromUtf8(arguments) };
        change(request);
        return await host.Client.CallToolAsync(
            request,
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
    }

    /// <summary>Calls as the Edge does when a call may bring a confirmation.</summary>
    /// <param name="use">What became of marking it as used; null to end the stream without an answer.</param>
    /// <returns>The outcome, and the name that was to be marked as used; empty for none.</returns>
    public static async Task<(CallToolResponse Response, string Consumed)> ConfirmAsync(
        this ToolsHost host,
        string name,
        string arguments,
        ConfirmationUse? use,
        Action<CallToolRequest>? change = null,
        string token = ToolsHost.Alice
    )
    {
        var request = new CallToolRequest { Name = name, Arguments = ByteString.CopyFromUtf8(arguments) };
        change?.Invoke(request);
        var ct = TestContext.Current.CancellationToken;
        using var call = host.Client.CallToolWithConfirmation(ToolsHost.As(token), cancellationToken: ct);
        await call.RequestStream.WriteAsync(new() { Request = request }, ct);
        var consumed = "";
        await foreach (var update in call.ResponseStream.ReadAllAsync(ct))
        {
            if (update.Response is { } response)
            {
                return (response, consumed);
            }

            if (!update.HasToConsume)
            {
                continue;
            }

            consumed = update.ToConsume;
            if (use is { } known)
            {
                await call.RequestStream.WriteAsync(new() { ConfirmationUse = known }, ct);
            }
            else
            {
                await call.RequestStream.CompleteAsync();
            }
        }

        throw new InvalidOperationException("No outcome came.");
    }
}
