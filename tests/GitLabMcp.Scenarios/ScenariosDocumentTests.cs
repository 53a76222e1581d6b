using System.Runtime.CompilerServices;

namespace GitLabMcp.Scenarios;

public sealed class ScenariosDocumentTests
{
    /// <summary>UPDATE_SNAPSHOTS=1 rewrites the page; the difference is part of the review.</summary>
    [Fact]
    public async Task The_page_of_scenarios_is_fresh()
    {
        var runs = new List<ScenarioRun>();
        foreach (var scenario in AllScenarios.List)
        {
            runs.Add(await ScenarioRun.OfAsync(scenario));
        }

        var written = ScenariosDocument.Write(runs);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(Page(), written, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(Page(), TestContext.Current.CancellationToken), written);
    }

    private static string Page([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../docs/scenarios.md");
}
