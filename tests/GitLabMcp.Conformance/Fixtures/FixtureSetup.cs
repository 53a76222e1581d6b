using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GitLabMcp.Conformance.Fixtures;

internal static class FixtureSetup
{
    private const string Fixtures = "conformance.fixtures";

    /// <summary>Adds the fixtures to an Edge: what they do not know falls through to the Edge's own handlers.</summary>
    public static void AddFixtures(this WebApplicationBuilder builder) =>
        builder
            .Services.AddMcpServer()
            .WithTools([typeof(FixtureTools), typeof(AskingTools), typeof(OlderAskingTools)])
            .WithPrompts([typeof(FixturePrompts)])
            .WithResources([typeof(FixtureResources)])
            .WithCompleteHandler(
                static (_, _) =>
                    ValueTask.FromResult(
                        new CompleteResult
                        {
                            Completion = new() { Values = ["paris", "park", "party"], Total = 3 },
                        }
                    )
            )
            .WithSubscribeToResourcesHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()))
            .WithUnsubscribeFromResourcesHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()))
            .WithSetLoggingLevelHandler(static (_, _) => ValueTask.FromResult(new EmptyResult()))
            .WithRequestFilters(filters =>
                filters
                    .AddListToolsFilter(next =>
                        async (request, ct) => Keep(request, "tools", await next(request, ct), listed => listed.Tools)
                    )
                    .AddListPromptsFilter(next =>
                        async (request, ct) => Keep(request, "prompts", await next(request, ct), listed => listed.Prompts)
                    )
                    .AddListResourcesFilter(next =>
                        async (request, ct) => Keep(request, "resources", await next(request, ct), listed => listed.Resources)
                    )
                    .AddListResourceTemplatesFilter(next =>
                        async (request, ct) =>
                            Keep(request, "resourceTemplates", await next(request, ct), listed => listed.ResourceTemplates)
                    )
            )
            .WithMessageFilters(filters =>
                filters.AddOutgoingFilter(next =>
                    (context, ct) =>
                    {
                        // The Edge writes its lists as ready-made JSON over what the SDK collected: the fixtures go behind it.
                        if (
                            context.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result }
                            && context.Items.TryGetValue(Fixtures, out var kept)
                            && kept is (string name, JsonArray fixtures)
                            && JsonNode.Parse(result[name]!.ToJsonString()) is JsonArray listed
                        )
                        {
                            var names = listed.Select(item => (string?)item!["name"]).ToHashSet();
                            foreach (var fixture in fixtures.Where(fixture => !names.Contains((string?)fixture!["name"])))
                            {
                                listed.Add(fixture!.DeepClone());
                            }

                            result[name] = listed;
                        }

                        return next(context, ct);
                    }
                )
            );

    private static TResult Keep<TParams, TResult, TItem>(
        RequestContext<TParams> request,
        string name,
        TResult listed,
        Func<TResult, IList<TItem>> items
    )
    {
        request.Items[Fixtures] = (name, JsonSerializer.SerializeToNode(items(listed), McpJsonUtilities.DefaultOptions)!.AsArray());
        return listed;
    }
}
