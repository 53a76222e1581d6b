using GitLabMcp.ServiceDefaults.Internal;
using ModelContextProtocol.AspNetCore;

namespace GitLabMcp.Edge.Relay;

internal static class Registration
{
    public static void AddRelay(this WebApplicationBuilder builder)
    {
        builder.Services.AddInternalGrpcClient("http://_grpc.gitlab-tools", static invoker => new GitLabToolsClient(invoker));
        builder
            .Services.AddSingleton<InFlightCalls>()
            .AddHostedService<CancellationWatch>()
            .AddSingleton<ClientCancellation>()
            .AddSingleton<MeasuredRequests>()
            .AddSingleton<SdkAdapter>()
            .AddSingleton<ListCache>()
            .AddSingleton<ListRequests>()
            .AddSingleton<ReadingTools>()
            .AddHostedService(services => services.GetRequiredService<ReadingTools>())
            .AddSingleton<ScopeCheck>()
            .AddSingleton<ToolCalls>()
            .AddSingleton<DirectAnswers>()
            .AddSingleton<ResourceRequests>()
            .AddSingleton<PromptRequests>()
            .AddSingleton<CompletionRequests>();

        // At Information the SDK logs several lines for each request, at Warning every mistake of a caller, and at Trace whole messages.
        builder.Logging.AddFilter("ModelContextProtocol", LogLevel.Error);
        builder
            .Services.AddMcpServer(options =>
            {
                options.ServerInstructions = ServerDescription.Instructions;
                options.Filters.Message.IncomingFilters.Add(InvalidParamsFilter.Refuse);
                options.Filters.Message.IncomingFilters.Add(Handshake.Offer);
                options.Filters.Message.IncomingFilters.Add(DiscoveryCacheHints.Add);
                options.Filters.Message.OutgoingFilters.Add(ResultOverride.Fill);
            })
            .WithHttpTransport(options =>
            {
                options.SessionMode = HttpServerSessionMode.Stateless;
                options.ConfigureSessionOptions = (context, server, _) =>
                {
                    server.ServerInfo = ServerDescription.For(context);
                    return Task.CompletedTask;
                };
            })
            .WithListToolsHandler(List<ListToolsRequestParams, ListToolsResult>((lists, call) => lists.ToolsFor(call)))
            .WithCallToolHandler((request, ct) => Get<ToolCalls>(request).CallAsync(request, ct))
            .WithListResourcesHandler(List<ListResourcesRequestParams, ListResourcesResult>((lists, _) => lists.Resources))
            .WithListResourceTemplatesHandler(
                List<ListResourceTemplatesRequestParams, ListResourceTemplatesResult>((lists, _) => lists.ResourceTemplates)
            )
            .WithReadResourceHandler((request, ct) => Get<ResourceRequests>(request).ReadAsync(request, ct))
            .WithListPromptsHandler(List<ListPromptsRequestParams, ListPromptsResult>((lists, _) => lists.Prompts))
            .WithGetPromptHandler((request, ct) => Get<PromptRequests>(request).GetAsync(request, ct))
            .WithCompleteHandler((request, ct) => Get<CompletionRequests>(request).CompleteAsync(request, ct));
    }

    private static McpRequestHandler<TParams, TResult> List<TParams, TResult>(Func<ListCache, CallContext, CachedList> choose)
        where TParams : PaginatedRequestParams
        where TResult : ICacheableResult, new() =>
        (request, ct) => Get<ListRequests>(request).ListAsync<TParams, TResult>(request, choose, ct);

    private static T Get<T>(MessageContext request)
        where T : notnull => request.Services!.GetRequiredService<T>();
}
