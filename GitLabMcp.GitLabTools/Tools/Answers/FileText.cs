namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>The text of a file, and how it is written where that is not UTF-8.</summary>
/// <param name="Encoding">What a model is told; null for UTF-8.</param>
internal sealed record FileText(string Text, string? Encoding)
{
    /// <returns>Null for what is no text.</returns>
    public static FileText? Read(byte[] bytes) =>
        TextFile.Read(bytes) is not { } file ? null
        : !file.IsGuessed ? new(file.Text, file.Encoding.CodePage == System.Text.Encoding.UTF8.CodePage ? null : file.Encoding.WebName)
        : file.Text.Any(IsBinary) ? null
        : new(file.Text, "probably ISO-8859-1");

    /// <summary>Control characters that no text has.</summary>
    private static bool IsBinary(char c) => c < ' ' && c is not ('\t' or '\n' or '\r' or '\f' or '\v' or '\b' or '\u001b');
}
