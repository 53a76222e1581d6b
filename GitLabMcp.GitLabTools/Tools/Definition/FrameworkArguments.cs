namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>The arguments that the framework adds to every tool of a kind, declared like those of a tool's own record. Where that
/// record has an argument of the same name, the framework adds none, and the value of the tool's own argument stands here.
/// Url is not among them: reading replaces it by the arguments that it names.</summary>
internal sealed record FrameworkArguments(
    [Description("Page.")] [Range(1, 1_000_000)] int Page = 1,
    [Description("At most 100.")] [Range(1, 100)] int PerPage = 20,
    [NotSent] [Description("Where to go on, in characters.")] [Range(0, 100_000_000)] int Offset = 0,
    [NotSent] [DescribedOnce] [Description("full: every field GitLab has.")] DetailLevel Detail = DetailLevel.Lean,
    [NotSent] [HiddenByDefault] [Description("In place of page: the answer's cursor, or start.")] Cursor? Cursor = null,
    [NotSent] [DescribedOnce] [Description("Only show what would be sent.")] bool DryRun = false,
    [NotSent] [DescribedOnce] [Description("What the dry run gave for it, if the user agrees.")] string? Confirm = null
)
{
    private static readonly FrameworkArguments Defaults = new();

    /// <param name="values">Those of a call, by name.</param>
    public static FrameworkArguments Of(IReadOnlyDictionary<string, object?> values) =>
        new(
            values.GetValueOrDefault(ArgumentNames.Page) as int? ?? Defaults.Page,
            values.GetValueOrDefault(ArgumentNames.PerPage) as int? ?? Defaults.PerPage,
            values.GetValueOrDefault(ArgumentNames.Offset) as int? ?? Defaults.Offset,
            values.GetValueOrDefault(ArgumentNames.Detail) as DetailLevel? ?? Defaults.Detail,
            values.GetValueOrDefault(ArgumentNames.Cursor) as Cursor?,
            values.GetValueOrDefault(ArgumentNames.DryRun) is true,
            values.GetValueOrDefault(ArgumentNames.Confirm) as string
        );
}
