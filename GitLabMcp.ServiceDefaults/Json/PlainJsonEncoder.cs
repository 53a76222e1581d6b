using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace GitLabMcp.ServiceDefaults.Json;

/// <summary>Escapes what JSON says must be escaped (RFC 8259, section 7: quotes, backslashes, control characters), halves of
/// characters, and nothing else. The encoders that .NET has write every emoji as twelve characters.</summary>
public sealed class PlainJsonEncoder : JavaScriptEncoder
{
    public static readonly PlainJsonEncoder Instance = new();

    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(control => (char)control),
        '"',
        '\\',
    ]);

    /// <summary>`\u001f`.</summary>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\' || !Rune.IsValid(unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var all = new ReadOnlySpan<char>(text, textLength);
        var escaped = all.IndexOfAny(Escaped);
        var before = escaped < 0 ? all : all[..escaped];
        for (var start = 0; before[start..].IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var found; start += found + 2)
        {
            var at = start + found;
            if (!char.IsHighSurrogate(before[at]) || at + 1 >= before.Length || !char.IsLowSurrogate(before[at + 1]))
            {
                return at;
            }
        }

        return escaped;
    }

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar,
        char* buffer,
        int bufferLength,
        out int numberOfCharactersWritten
    ) => UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
