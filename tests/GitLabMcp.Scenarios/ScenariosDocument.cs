using System.Globalization;
using System.Text;

namespace GitLabMcp.Scenarios;

/// <summary>docs/scenarios.md, written from what the scenarios took.</summary>
internal static class ScenariosDocument
{
    public static string Write(IReadOnlyList<ScenarioRun> runs)
    {
        var tokens = runs.Sum(run => run.Tokens);
        var calls = runs.Sum(run => run.Tools.Count);
        var page = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                # Scenarios

                {runs.Count} tasks as users of GitLab have them, and what it takes a model to do each one. They are tests: `tests/GitLabMcp.Scenarios`
                plays each against the real services and a fake GitLab with the demo's world, which is new for every task. This page is
                written by these tests (`UPDATE_SNAPSHOTS=1`).

                A task begins with the default list of tools and with the user's words. A tool that is not listed must be found with
                `discover_tools`, among its first five results, and is then called through `call_tool`. Every id, name and SHA in a call comes
                from the task or from an earlier answer. In the end, the test looks at what GitLab has, and not only at what was answered.

                A token is four characters. The tokens of a task are those of its calls and answers, rounded up to ten; the list of tools
                (at most 6,000 tokens) comes once for all tasks. Each task has a budget of calls and tokens, so one that gets longer fails.
                All tasks together take {calls} calls and {tokens:N0} tokens.

                | task | calls | tokens | tools, in order |
                |---|---:|---:|---|

                """
            )
        );
        foreach (var run in runs)
        {
            var tools = string.Join(", ", run.Tools.Select(tool => $"`{tool}`"));
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {run.Scenario.Goal.Replace("|", "\\|", StringComparison.Ordinal)} | {run.Tools.Count} | {run.Tokens:N0} | {tools} |\n"
            );
        }

        return page.ToString();
    }
}
