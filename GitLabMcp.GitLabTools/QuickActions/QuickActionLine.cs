namespace GitLabMcp.GitLabTools.QuickActions;

/// <summary>A line of a text that GitLab may carry out as a quick action.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Name">Without the slash, in lower case: `merge`.</param>
/// <param name="Argument">What follows the name, trimmed; empty for nothing.</param>
internal sealed record QuickActionLine(int Number, string Name, string Argument)
{
    private const int MaxLength = 100;

    /// <summary>`/move group/app`, at most 100 characters of it.</summary>
    public string Text =>
        ("/" + Name + (Argument.Length == 0 ? "" : " " + Argument)) is { Length: <= MaxLength } text
            ? text
            : $"/{Name} {Argument[..Math.Min(Argument.Length, MaxLength / 2)]}…";
}
