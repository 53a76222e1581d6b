using System.Buffers;
using System.Text;

namespace GitLabMcp.Standalone.Stdio;

/// <summary>The value of a header that repeats a part of the body: MCP 2026-07-28, Streamable HTTP, Request headers. What a header cannot
/// hold goes as `=?base64?…?=`.</summary>
internal static class HeaderText
{
    private const string Prefix = "=?base64?";
    private const string Suffix = "?=";

    private static readonly SearchValues<char> Printable = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code),
    ]);

    public static string Of(string text) =>
        text.AsSpan().ContainsAnyExcept(Printable)
        || text.Trim(' ').Length < text.Length
        || text.StartsWith(Prefix, StringComparison.Ordinal)
            ? Prefix + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) + Suffix
            : text;
}
