namespace GitLabMcp.Testing;

/// <summary>Long texts of one line, like the JSON of an answer, that a test writes over several lines.</summary>
public static class OneLineText
{
    /// <summary>All lines as one, each without the blanks around it: `{"a":1,` and `  "b":2}` become `{"a":1,"b":2}`.</summary>
    public static string OneLine(this string text) => string.Concat(text.Split('\n', StringSplitOptions.TrimEntries));
}
