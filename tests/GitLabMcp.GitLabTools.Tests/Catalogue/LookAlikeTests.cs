using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Tools.Arguments;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Tools whose names do not tell them apart: lookalikes.tsv has those that are taken for one another, a group in each
/// line.</summary>
public sealed partial class LookAlikeTests
{
    private static readonly Dictionary<string, Tool> Tools = AllToolsets
        .List.SelectMany(toolset => toolset.Tools)
        .ToDictionary(tool => tool.Name);

    public static IEnumerable<TheoryDataRow<string>> Groups =>
        File.ReadAllLines(Path.Combine(Folder(), "lookalikes.tsv")).Select(line => new TheoryDataRow<string>(line));

    [Theory]
    [MemberData(nameof(Groups))]
    public void A_tool_that_is_taken_for_another_names_it_or_is_named_by_it(string line)
    {
        var group = line.Split('\t');
        Assert.InRange(group.Length, 2, 6);
        Assert.All(
            group,
            name =>
                Assert.Contains(
                    group,
                    other =>
                        other != name && (Names(Tools[name].Description).Contains(other) || Names(Tools[other].Description).Contains(name))
                )
        );
    }

    /// <summary>`get_milestone_issue` and `get_project_events` give lists, in pages.</summary>
    [Fact]
    public void A_tool_with_pages_does_not_claim_to_get_one_thing() =>
        Assert.Empty(Tools.Values.Where(tool => tool.IsPaged && OneThing().IsMatch(tool.Description)).Select(tool => tool.Name));

    /// <summary>A description that sends a model to a tool that there is not ends its search.</summary>
    [Fact]
    public void A_description_names_tools_and_arguments_that_exist()
    {
        var arguments = Tools
            .Values.SelectMany(tool => ToolArgument.Of(tool, defaultProject: null, mustBeConfirmed: true))
            .SelectMany(argument => Names(Encoding.UTF8.GetString(ArgumentSchema.Of([argument]))))
            .ToHashSet();
        Assert.Empty(
            from tool in Tools.Values
            from word in Names(tool.Description)
            where !Tools.ContainsKey(word) && !arguments.Contains(word) && tool.LeanFields?.Contains(word, StringComparison.Ordinal) != true
            select $"{tool.Name}: {word}"
        );
    }

    private static IEnumerable<string> Names(string text) => Name().Matches(text).Select(match => match.Value);

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex("^(Get|Read) (a|an|one) [a-z]+( [a-z]+)?[.;:]")]
    private static partial Regex OneThing();

    [GeneratedRegex("[a-z]+(_[a-z]+)+|search|whoami")]
    private static partial Regex Name();
}
