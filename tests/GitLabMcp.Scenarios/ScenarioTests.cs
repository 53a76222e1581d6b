namespace GitLabMcp.Scenarios;

public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. AllScenarios.List.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_model_does_the_task_without_a_dead_end_and_within_its_budget(string name)
    {
        var scenario = AllScenarios.List.Single(scenario => scenario.Name == name);
        var run = await ScenarioRun.OfAsync(scenario);
        Assert.True(run.Tools.Count <= scenario.MaxCalls, $"{run.Tools.Count} calls, and {scenario.MaxCalls} are allowed.");
        Assert.True(run.Tokens <= scenario.MaxTokens, $"{run.Tokens} tokens, and {scenario.MaxTokens} are allowed.");
    }
}
