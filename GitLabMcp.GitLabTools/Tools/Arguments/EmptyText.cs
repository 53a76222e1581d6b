using System.Collections.Frozen;

namespace GitLabMcp.GitLabTools.Tools.Arguments;

/// <summary>Some hosts send every optional argument, and an empty text for those that the model left out. So an empty text is "not
/// given", except for these arguments, for which it has a meaning of its own.</summary>
internal static class EmptyText
{
    // An empty text removes the description, the date, the address, the filter, the template or the field's value; variables and
    // files may be empty.
    private static readonly FrozenSet<string> Meant = FrozenSet.Create(
        "description",
        "due_date",
        "start_date",
        "external_url",
        "push_events_branch_filter",
        "custom_webhook_template",
        "text_value",
        "value",
        "content"
    );

    /// <param name="name">The name of a text argument, or of a field of an object.</param>
    public static bool IsMeant(string name) => Meant.Contains(name);
}
