using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.QuickActions;

/// <summary>What becomes of a call whose text has quick actions: it may do what the tools that stand for them may do.</summary>
internal abstract partial record QuickActionPolicy
{
    /// <summary>The end of a sentence about a line that is a quick action.</summary>
    public const string AsText = "Leave the line out, or write it as text: in backticks, or inside a code block.";

    /// <param name="MustBeConfirmed">One of them does what a tool does only when it is confirmed, or is not known.</param>
    /// <param name="Shown">`line 2 of body: /merge`, for the person who confirms.</param>
    internal sealed record Allowed(bool MustBeConfirmed, IReadOnlyList<string> Shown) : QuickActionPolicy;

    /// <param name="Sentence">Which line is refused, why, and how it can be written as text.</param>
    internal sealed record Refused(string Sentence) : QuickActionPolicy;

    /// <param name="texts">The texts of a call, each with the name of its argument.</param>
    public static QuickActionPolicy Of(IEnumerable<(string Argument, Markdown Text)> texts, IReachableTools tools)
    {
        List<string> shown = [];
        var mustBeConfirmed = false;
        foreach (var (argument, text) in texts)
        {
            foreach (var line in QuickActionText.In(text.Text))
            {
                if (WhyNot(line, tools) is { } why)
                {
                    return new Refused(
                        $"Line {line.Number} of {argument} is {line.Text}, a quick action that GitLab would carry out; {why}. {AsText}"
                    );
                }

                mustBeConfirmed |= IsConfirmed(line, tools);
                shown.Add($"line {line.Number} of {argument}: {line.Text}");
            }
        }

        return new Allowed(mustBeConfirmed, shown);
    }

    private static bool IsConfirmed(QuickActionLine line, IReachableTools tools) =>
        AllQuickActions.Find(line.Name) is not { } action
        || tools.Toolsets.SelectMany(toolset => toolset.Tools).Any(tool => tool.IsConfirmed && action.Tools.Contains(tool.Name));

    /// <returns>The end of a sentence; null for an action that this request may do.</returns>
    private static string? WhyNot(QuickActionLine line, IReachableTools tools)
    {
        if (AllQuickActions.Find(line.Name) is not { } action)
        {
            return tools.IsLimited ? "no tool stands for it, and what may be done here is limited" : null;
        }

        if (tools.LimitsProjects && LeavesProject(action.Reach, line))
        {
            return "this server is limited to certain projects, and it could reach others";
        }

        return tools.WhyNot(action.Tools);
    }

    private static bool LeavesProject(Reach reach, QuickActionLine line) =>
        reach switch
        {
            Reach.Project => false,
            Reach.Group => true,
            _ => !StaysInside().IsMatch(line.Argument),
        };

    /// <summary>Numbers of issues and merge requests of the same project, options, and the names of types.</summary>
    [GeneratedRegex(@"^(?:[#!]\d+|--\w+|issue|incident|task|objective|key result|,|\s)*\z", RegexOptions.IgnoreCase)]
    private static partial Regex StaysInside();
}
