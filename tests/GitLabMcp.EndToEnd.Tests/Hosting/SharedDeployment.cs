namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>One deployment for the tests of a class that differ by user only.</summary>
public sealed class SharedDeployment : IAsyncLifetime
{
    public Deployment Deployment { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_AUTH_FAILURES_PER_MINUTE=100000"] });

    public string NewUser() => Deployment.NewUser();

    public McpHttp Client(string? token, string accept = "application/json, text/event-stream") => Deployment.Client(token, accept: accept);

    public ValueTask DisposeAsync() => Deployment.DisposeAsync();
}
