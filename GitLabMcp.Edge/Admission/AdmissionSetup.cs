using GitLabMcp.Edge.Cancellation;
using GitLabMcp.Edge.Http;
using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.ServiceDefaults.Settings;
using SessionsClient = GitLabMcp.Sessions.Contract.Sessions.SessionsClient;

namespace GitLabMcp.Edge.Admission;

internal static class AdmissionSetup
{
    private const string Route = "/mcp";

    public static void AddAdmission(this WebApplicationBuilder builder, SettingsReader settings)
    {
        builder.Services.AddInternalGrpcClient<SessionsClient>("http://_grpc.sessions");
        builder
            .Services.AddSingleton(new Credentials(settings))
            .AddSingleton(new GitLabInstances(settings))
            .AddSingleton(new CallTimeout(settings))
            .AddSingleton<SessionsGateway>()
            .AddSingleton<InFlightCalls>()
            .AddHostedService<CancellationWatch>()
            .AddSingleton<SessionGate>()
            .AddScoped<McpCall>();
    }

    /// <summary>The gate wraps the SDK's own endpoint, not a path: whatever route leads to the SDK leads through the gate.</summary>
    public static void MapMcpBehindGate(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<SessionGate>();
        app.MapMcp(Route)
            .Add(endpoint =>
            {
                var sdk = endpoint.RequestDelegate ?? throw new InvalidOperationException("The MCP endpoint has no handler.");
                endpoint.RequestDelegate = context => gate.PostAsync(context, sdk);
                endpoint.Metadata.Add(new BehindGate(sdk));
            });
        app.MapDelete(Route, gate.DeleteAsync);
        app.Map(Route, OtherwiseAsync).WithOrder(1);
    }

    /// <summary>Other verbs, and a POST whose content type is not JSON.</summary>
    private static Task OtherwiseAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        context.Response.Headers.Allow = McpVersion.IsSessionless(context.Request.Headers[McpVersion.Header]) ? "POST" : "POST, DELETE";
        return ErrorBody.WriteAsync(
            context,
            StatusCodes.Status405MethodNotAllowed,
            "Method not allowed",
            "MCP is served by POST, and DELETE ends a session. There is no stream to GET: answers come with the request that asked."
        );
    }

    /// <summary>The SDK's handler behind the gate, for warming it up.</summary>
    public sealed record BehindGate(RequestDelegate Sdk);
}
