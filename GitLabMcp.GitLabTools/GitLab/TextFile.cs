using System.Text;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The bytes of a file as text, in a form that gives the same bytes back.</summary>
/// <param name="IsGuessed">The bytes are neither UTF-8 nor marked: every byte is taken for a character, so only ASCII
/// means what it says.</param>
internal sealed record TextFile(string Text, Encoding Encoding, bool IsGuessed)
{
    private static readonly Encoding[] Marked = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <returns>Null for what is no text.</returns>
    public static TextFile? Read(byte[] bytes)
    {
        var encoding = Array.Find(Marked, known => bytes.AsSpan().StartsWith(known.Preamble)) ?? Utf8;
        return As(bytes, encoding, isGuessed: false) ?? (encoding == Utf8 ? As(bytes, Encoding.Latin1, isGuessed: true) : null);
    }

    public byte[] Write(string text) => [.. Encoding.Preamble, .. Encoding.GetBytes(text)];

    private static TextFile? As(byte[] bytes, Encoding encoding, bool isGuessed)
    {
        var file = new TextFile(encoding.GetString(bytes.AsSpan(encoding.Preamble.Length)), encoding, isGuessed);
        return !file.Text.Contains('\0', StringComparison.Ordinal) && file.Write(file.Text).AsSpan().SequenceEqual(bytes) ? file : null;
    }
}
