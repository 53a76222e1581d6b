namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>A part of a long text, in characters.</summary>
/// <param name="Total">The length of all of the text.</param>
internal readonly record struct TextWindow(int Start, int End, int Total)
{
    public bool IsWhole => Start == 0 && End == Total;

    public int Length => End - Start;

    public static TextWindow Within(string text, int offset, int length)
    {
        var start = Math.Min(offset, text.Length);
        var end = text.Length - start <= length ? text.Length : start + length;

        // Never cut between the two halves of a surrogate pair.
        if (start > 0 && start < text.Length && char.IsLowSurrogate(text[start]))
        {
            start--;
        }

        if (end < text.Length && end > start + 1 && char.IsLowSurrogate(text[end]))
        {
            end--;
        }

        return new(start, end, text.Length);
    }

    /// <summary>A part of a text, followed by a line that says which part it is.</summary>
    /// <param name="offset">Where the window starts, in characters.</param>
    /// <param name="length">How long it is, in characters.</param>
    /// <param name="canGoOn">The tool has the argument offset, which reads the next part.</param>
    public static string Of(string text, int offset, int length, bool canGoOn) => Within(text, offset, length).Show(text, canGoOn);

    /// <summary>The part, followed by a line that says which part it is, unless it is all of the text.</summary>
    public string Show(string text, bool canGoOn) =>
        IsWhole ? text
        : End == Total ? $"{text[Start..]}\n[characters {Start} to {End} of {Total}: the end]"
        : canGoOn ? $"{text[Start..End]}\n[characters {Start} to {End} of {Total}; go on with offset={End} for the rest]"
        : $"{text[Start..End]}\n[characters {Start} to {End} of {Total}; "
            + "ask for this entry alone, or open its page in GitLab, for the rest]";
}
