using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.Conformance.Fixtures;

internal static class FixtureSetup
{
    private const string Tools = "conformance.tools";

    /// <summary>Adds the fixtures to an Edge: what they do not know falls through to the Edge's own handlers.</summary>
    public static void AddFixtures(this WebApplicationBuilder builder) => builder.Services
        .AddMcpServer()
        .WithTools([typeof(FixtureTools), typeof(AskingTools), typeof(OlderAskingTools)])
        .WithPrompts([typeof(FixturePrompts)])
        .WithResources([typeof(FixtureResources)])
        .WithCompleteHandler(static (_, _) => ValueTask.FromResult(new CompleteResult { Completion = new() { Values = ["paris", "park", "party"], Total = 3 } }))
        .WithSubscribeToResourcesHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()))
        .WithUnsubscribeFromResourcesHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()))
        .WithSetLoggingLevelHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()))
        .WithRequestFilters(filters => filters.AddListToolsFilter(next => async (request, ct) =>
        {
            var listed = await next(request, ct);
            request.Items[Tools] = listed.Tools;
            return listed;
        }))
        .WithMessageFilters(filters => filters.AddOutgoingFilter(next => (context, ct) =>
        {
            // The Edge writes its list as ready-made JSON over what the SDK collected: the fixtures go behind it.
            if (context.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } && context.Items.TryGetValue(Tools, out var fixtures)
                && JsonNode.Parse(result["tools"]!.ToJsonString()) is JsonArray tools)
            {
                foreach (var tool in (IList<Tool>)fixtures!)
                {
                    tools.Add(JsonSerializer.SerializeToNode(tool, McpJsonUtilities.DefaultOptions));
                }

                result["tools"] = tools;
            }

            return next(context, ct);
        }));
}
