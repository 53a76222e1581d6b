using System.Globalization;
using GitLabMcp.AppHost;
using GitLabMcp.ServiceDefaults.Settings;

var builder = DistributedApplication.CreateBuilder(args);
Settings settings;
try
{
    settings = new Settings(builder.Configuration);
    SessionStore.Check(builder.ExecutionContext, settings);
}
catch (InvalidSettingException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

builder.AddQuietLogs();
var redis = builder.AddSessionStore(settings);
var sessionKeys = builder.AddSecret("session-keys", settings.Given(SessionSettings.Keys));
var internalCredential = builder.AddSecret("internal-credential", settings.Given(InternalSettings.Credential));

var sessions = builder
    .AddProject<Projects.GitLabMcp_Sessions>("sessions")
    .WithReference(redis)
    .WaitFor(redis)
    .WithSettings(settings, Settings.OfSessions)
    .WithEnvironment("SESSION_KEYS", sessionKeys)
    .WithEnvironment("INTERNAL_CREDENTIAL", internalCredential)
    .WithEnvironment("SESSIONS_REPLICAS", settings.SessionsReplicas.ToString(CultureInfo.InvariantCulture))
    .WithReplicas(settings.SessionsReplicas)
    .WithHttpHealthCheck("/ready", endpointName: "health")
    .WithoutHttpsCertificate()
    .WithIconName("PersonKey")
    .WithoutLinks();

var tools = builder
    .AddProject<Projects.GitLabMcp_GitLabTools>("gitlab-tools")
    .WithSettings(settings, Settings.OfGitLabTools)
    .WithEnvironment("INTERNAL_CREDENTIAL", internalCredential)
    .WithReplicas(settings.GitLabToolsReplicas)
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
    .WithEnvironment("STREAMABLE_HTTP", settings.Given(ServerSettings.StreamableHttp) ?? "true")
    .WithEnvironment("REMOTE_AUTHORIZATION", settings.Given(ServerSettings.RemoteAuthorization) ?? "true")
    .WithEnvironment("INTERNAL_CREDENTIAL", internalCredential)
    .WithReplicas(settings.EdgeReplicas)
    .WithExternalHttpEndpoints()
    .WithoutHttpsCertificate()
    .WithIconName("PlugConnected");

var appSecret = settings.Given(SignInSettings.AppSecret) is { } secret
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
if (settings.MonitoringPort is { } port)
{
    monitoring = "monitoring";
    edge.WithHttpEndpoint(port, targetPort: builder.ExecutionContext.IsRunMode ? null : port, name: monitoring, env: "MONITORING_PORT");
}

edge.WithHttpHealthCheck("/ready", endpointName: monitoring).WithEdgeLinks(monitoring);

if (builder.ExecutionContext.IsRunMode)
{
    // The user's PORT and HOST are where Edge is reached; behind it every port is whatever is free.
    var host = settings.Given(ServerSettings.Host) ?? "0.0.0.0";
    // Nobody balances here, and whoever presses Ctrl-C waits.
    edge.WithEnvironment("SHUTDOWN_DELAY_SECONDS", settings.Given(ServerSettings.ShutdownDelay) ?? "0");
    edge.WithEnvironment("HOST", host).WithEndpoint("http", endpoint => (endpoint.Port, endpoint.TargetHost) = (settings.Port, host));
    if (settings.Given(ServerSettings.PersonalAccessToken) is { } token)
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
            .WithHttpEndpoint(settings.DemoPort)
            .WithoutHttpsCertificate()
            .WithIconName("BranchFork")
            .WithoutLinks();
        var api = ReferenceExpression.Create($"{gitlab.GetEndpoint("http")}/api/v4");
        gitlab.WithSettings(settings, [SignInSettings.ServerUrl, SignInSettings.AppId]);
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
