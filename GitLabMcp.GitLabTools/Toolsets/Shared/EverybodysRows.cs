namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>A list across projects shows what the token's user made, unless it is given another scope. A call that names a person
/// means that person's rows, whoever made them.</summary>
internal static class EverybodysRows
{
    private static readonly string[] People =
    [
        "assignee_id",
        "assignee_username",
        "author_id",
        "author_username",
        "reviewer_id",
        "reviewer_username",
        "approved_by_usernames",
    ];

    /// <param name="all">The value of the argument scope for everybody's.</param>
    public static Step OfNamedPeople(Enum all) =>
        new(
            "scope",
            (values, _, _) =>
            {
                if (values[ArgumentNames.Project] is null && People.Any(name => IsPerson(values.Find(name)) || IsLeftOut(values, name)))
                {
                    values["scope"] ??= all;
                }

                return Task.FromResult<ToolReply?>(null);
            }
        );

    /// <summary>None and Any name nobody.</summary>
    private static bool IsPerson(object? value) =>
        value is not null
        && !(
            value is Id { Text: var text }
            && (text.Equals("none", StringComparison.OrdinalIgnoreCase) || text.Equals("any", StringComparison.OrdinalIgnoreCase))
        );

    private static bool IsLeftOut(CallValues values, string name) =>
        values["not"] is { } not && JsonSerializer.SerializeToElement(not, not.GetType(), ToolJson.Options).TryGetProperty(name, out _);
}
