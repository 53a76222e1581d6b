namespace GitLabMcp.GitLabTools.Tools;

/// <summary>A part of a long text that says it is one.</summary>
internal static class TextWindow
{
    /// <param name="offset">Where the window starts, in characters.</param>
    /// <param name="length">How long it is, in characters.</param>
    /// <param name="canGoOn">The tool has the argument offset.</param>
    public static string Of(string text, int offset, int length, bool canGoOn)
    {
        var start = Math.Min(offset, text.Length);
        var end = text.Length - start <= length ? text.Length : start + length;

        // Not between the halves of a character.
        if (start > 0 && start < text.Length && char.IsLowSurrogate(text[start]))
        {
            start--;
        }

        if (end < text.Length && end > start + 1 && char.IsLowSurrogate(text[end]))
        {
            end--;
        }

        return start == 0 && end == text.Length ? text
            : end == text.Length ? $"{text[start..]}\n[characters {start} to {end} of {text.Length}: the end]"
            : canGoOn ? $"{text[start..end]}\n[characters {start} to {end} of {text.Length}; go on with offset={end} for the rest]"
            : $"{text[start..end]}\n[characters {start} to {end} of {text.Length}; ask for this entry alone, or open its page in GitLab, for the rest]";
    }
}
