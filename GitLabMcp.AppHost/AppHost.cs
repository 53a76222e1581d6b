using GitLabMcp.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var settings = new Settings(builder.Configuration);
if ((settings.Problem() ?? SessionStore.Problem(builder.ExecutionContext, settings)) is { } problem)
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}

builder.AddQuietLogs();
var redis = builder.AddSessionStore(settings);
var sessionKeys = builder.AddSecret("session-keys", settings.Text("SESSION_KEYS"));
var internalCredential = builder.AddSecret("internal-credential", settings.Text("INTERNAL_CREDENTIAL"));

var sessions = builder
    .AddProject<Projects.GitLabMcp_Sessions>("sessions")
    .WithReference(redis)
    .WaitFor(redis)
    .WithSettings(settings, Settings.OfSessions)
    .WithEnvironment("SESSION_KEYS", sessionKeys)
    .WithEnvironment("INTERNAL_CREDENTIAL", internalCredential)
    .WithEnvironment("SESSIONS_REPLICAS", settings.Text("SESSIONS_REPLICAS") ?? "1")
    .WithReplicas(settings.Number("SESSIONS_REPLICAS", @default: 1))
    .WithHttpHealthCheck("/ready", endpointName: "health")
    .WithoutHttpsCertificate()
    .WithIconName("PersonKey")
    .WithoutLinks();

var tools = builder
    .AddProject<Projects.GitLabMcp_GitLabTools>("gitlab-tools")
    .WithSettings(settings, Settings.OfGitLabTools)
    .WithEnvironment("INTERNAL_CREDENTIAL", internalCredential)
    .WithReplicas(settings.Number("GITLAB_TOOLS_REPLICAS", @default: 1))
    .WithHttpHealthCheck("/ready", endpointName: "health")
    .WithoutHttpsCertificate()
    .WithIconName("Toolbox")
    .WithoutLinks();

var edge = builder
    .AddProject<Projects.GitLabMcp_Edge>("edge")
    .WithReference(sessions)
    .WithReference(tools)
    .WaitFor(sessions)
    .WaitFor(tools)
    .WithSettings(settings, Settings.OfEdge)
    .WithEnvironment("STREAMABLE_HTTP", settings.Text("STREAMABLE_HTTP") ?? "true")
    .WithEnvironment("REMOTE_AUTHORIZATION", settings.Text("REMOTE_AUTHORIZATION") ?? "true")
    .WithEnvironment("INTERNAL_CREDENTIAL", internalCredential)
    .WithReplicas(settings.Number("EDGE_REPLICAS", @default: 1))
    .WithExternalHttpEndpoints()
    .WithoutHttpsCertificate()
    .WithIconName("PlugConnected");

var appSecret = settings.Text("GITLAB_OAUTH_APP_SECRET") is { } secret
    ? builder.AddParameter("gitlab-oauth-app-secret", secret, secret: true)
    : null;
if (appSecret is not null)
{
    tools.WithEnvironment("GITLAB_OAUTH_APP_SECRET", appSecret);
}

if (settings.SignsIn)
{
    edge.WithEnvironment("SESSION_KEYS", sessionKeys);
}

var monitoring = "http";
if (settings.Text("MONITORING_PORT") is not null)
{
    monitoring = "monitoring";
    var port = settings.Number("MONITORING_PORT", @default: 0);
    edge.WithHttpEndpoint(port, targetPort: builder.ExecutionContext.IsRunMode ? null : port, name: monitoring, env: "MONITORING_PORT");
}

edge.WithHttpHealthCheck("/ready", endpointName: monitoring).WithEdgeLinks(monitoring);

if (builder.ExecutionContext.IsRunMode)
{
    // The user's PORT and HOST are where Edge is reached; behind it every port is whatever is free.
    var host = settings.Text("HOST") ?? "0.0.0.0";
    // Nobody balances here, and whoever presses Ctrl-C waits.
    edge.WithEnvironment("SHUTDOWN_DELAY_SECONDS", settings.Text("SHUTDOWN_DELAY_SECONDS") ?? "0");
    edge.WithEnvironment("HOST", host)
        .WithEndpoint("http", endpoint => (endpoint.Port, endpoint.TargetHost) = (settings.Number("PORT", @default: 3002), host));
    if (settings.Text("GITLAB_PERSONAL_ACCESS_TOKEN") is { } token)
    {
        edge.WithEnvironment("GITLAB_PERSONAL_ACCESS_TOKEN", builder.AddParameter("gitlab-personal-access-token", token, secret: true));
    }

    foreach (var service in new[] { sessions, tools })
    {
        service.WithEndpoint("grpc", endpoint => endpoint.Port = null).WithEndpoint("health", endpoint => endpoint.Port = null);
    }

    if (settings.IsDemo)
    {
        // Always at the same port: sessions belong to users of this address, and should outlive a restart.
        var gitlab = builder
            .AddProject<Projects.GitLabMcp_FakeGitLab>("gitlab")
            .WithHttpEndpoint(settings.Number("DEMO_PORT", @default: 3003))
            .WithoutHttpsCertificate()
            .WithIconName("BranchFork")
            .WithoutLinks();
        var api = ReferenceExpression.Create($"{gitlab.GetEndpoint("http")}/api/v4");
        gitlab.WithSettings(settings, ["MCP_SERVER_URL", "GITLAB_OAUTH_APP_ID"]);
        if (appSecret is not null)
        {
            gitlab.WithEnvironment("GITLAB_OAUTH_APP_SECRET", appSecret);
        }

        tools.WithEnvironment("GITLAB_API_URL", api).WaitFor(gitlab);
        edge.WithEnvironment("GITLAB_API_URL", api);
    }

    builder.Services.AddHostedService<ReplicaRestart>();
}
else
{
    // Said outright: the Edge's own default is PORT, not what the platform routes to.
    edge.WithEnvironment(
        "ASPNETCORE_URLS",
        ReferenceExpression.Create($"http://*:{edge.GetEndpoint("http").Property(EndpointProperty.TargetPort)}")
    );

    // Aspire adds an https endpoint on the port of gRPC, which speaks HTTP/2 without TLS only.
    foreach (var annotations in new[] { sessions.Resource.Annotations, tools.Resource.Annotations })
    {
        annotations.Remove(annotations.OfType<EndpointAnnotation>().Single(endpoint => endpoint.Name == "https"));
    }
}

try
{
    builder.Build().Run();
}
catch (OperationCanceledException)
{
    // A resource ended while it was starting, and has been named.
    return 1;
}

return Environment.ExitCode;
