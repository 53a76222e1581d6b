using GitLabMcp.Fake;

// The demo's GitLab: listens where ASPNETCORE_URLS says.
await using var gitlab = await DemoWorld
    .Build()
    .AsDemo()
    .StartAsync(Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? "http://127.0.0.1:18080");
Console.WriteLine($"A GitLab to try things on: {gitlab.ApiUrl} (the tokens are in {nameof(DemoWorld)})");
await gitlab.WaitForShutdownAsync();
