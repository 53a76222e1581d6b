using GitLabMcp.Fake;
using GitLabMcp.Fake.OAuth;

// The demo's GitLab: listens where ASPNETCORE_URLS says, and knows the application that the demo signs in with.
var demo = DemoWorld.Build().AsDemo();
if (Environment.GetEnvironmentVariable("GITLAB_OAUTH_APP_ID") is { Length: > 0 } id)
{
    demo.WithApplication(
        new FakeApplication(
            id,
            Environment.GetEnvironmentVariable("GITLAB_OAUTH_APP_SECRET"),
            [Environment.GetEnvironmentVariable("MCP_SERVER_URL") + "/oauth/callback"]
        )
    );
}

await using var gitlab = await demo.StartAsync(Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? "http://127.0.0.1:18080");
Console.WriteLine($"A GitLab to try things on: {gitlab.ApiUrl} (the tokens are in {nameof(DemoWorld)})");
await gitlab.WaitForShutdownAsync();
