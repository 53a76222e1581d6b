using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.Resources;

namespace GitLabMcp.GitLabTools.Prompts;

/// <summary>A prompt, as data: a text that says what to do, and the addresses of the resources that it is about.</summary>
/// <param name="Text">With arguments as `{milestone}`. A sentence in brackets is used when all its arguments have a value.</param>
/// <param name="About">URI templates with the arguments as variables. One whose path or range lacks a value is left out.</param>
internal sealed partial record Prompt(string Name, string Description, PromptArgument[] Arguments, string Text, string[] About)
{
    /// <summary>`plan_milestone` is `Plan milestone`.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..].Replace('_', ' ');

    /// <summary>The tools that read the resources.</summary>
    public IEnumerable<string> Tools =>
        About.Select(uri => ((ResourceMatch.Found)AllResources.Find(UriTemplate.Fill(uri, _ => "1"))).Resource.Tool);

    public string Say(Func<string, string?> values) =>
        Variable()
            .Replace(
                Part()
                    .Replace(
                        Text,
                        part =>
                            Variable().Matches(part.Value).All(variable => values(variable.Groups[1].Value) is not null)
                                ? part.Value[1..^1]
                                : ""
                    ),
                variable => values(variable.Groups[1].Value) ?? ""
            );

    public IEnumerable<string> AddressesOf(Func<string, string?> values) =>
        About
            .Where(uri => Variable().Matches(uri).All(variable => values(variable.Groups[1].Value) is not null))
            .Select(uri => UriTemplate.Fill(uri, values));

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Part();

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Variable();
}

/// <param name="Default">The value when the call gives none; null for no value.</param>
internal sealed record PromptArgument(string Name, string Description, bool IsRequired, string? Default)
{
    public static PromptArgument Required(string name, string description) => new(name, description, IsRequired: true, Default: null);

    public static PromptArgument Optional(string name, string description, string? @default = null) =>
        new(name, description, IsRequired: false, @default);
}
