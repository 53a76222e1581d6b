using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Fake;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.Scenarios;

/// <summary>What a scenario took. A token is four characters, rounded up to ten of them.</summary>
internal sealed record ScenarioRun(Scenario Scenario, IReadOnlyList<string> Tools, int Tokens)
{
    private static readonly ConcurrentDictionary<Scenario, Lazy<Task<ScenarioRun>>> Runs = [];

    /// <summary>Plays a scenario once, whoever asks for it.</summary>
    public static Task<ScenarioRun> OfAsync(Scenario scenario) =>
        Runs.GetOrAdd(scenario, static scenario => new Lazy<Task<ScenarioRun>>(() => PlayAsync(scenario))).Value;

    private static async Task<ScenarioRun> PlayAsync(Scenario scenario)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 2, 2, 9, 0, 0, TimeSpan.Zero));
        var gitlab = DemoWorld.Build(time).AsDemo();
        gitlab.Recording = true;
        scenario.Furnish(gitlab);
        await using var deployment = await Deployment.StartAsync(new() { GitLab = gitlab, CapturesLogs = false });
        using var client = deployment.Client(scenario.Token);
        var instructions = (await client.InitializeAsync()).Result.GetProperty("instructions").GetString()!;
        var listed = JsonNode.Parse((await client.ListToolsAsync()).Result.GetProperty("tools").GetRawText())!.AsArray();
        using var state = new GitLabState(gitlab);
        var model = new Model(client, new Knowledge(scenario.Goal, instructions, listed), gitlab.Origin) { GitLab = state };
        await scenario.PlayAsync(model);
        if (scenario is Question)
        {
            Assert.All(gitlab.Requests, request => Assert.True(request.Method == "GET" || request.Path == "/api/graphql"));
        }

        return new ScenarioRun(scenario, model.Tools, ((model.Characters / 4) + 9) / 10 * 10);
    }
}
