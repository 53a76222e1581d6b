using System.Text;
using System.Text.Unicode;

namespace GitLabMcp.Edge.Mcp;

/// <summary>Whether a name or text of JSON is Unicode: its bytes are UTF-8, and each `\ud83d` has its other half behind it.
/// Works on the text as it came, however long it is and into however many pieces the body is cut.</summary>
internal static class JsonText
{
    private const string NotUtf8 = "The body is not UTF-8.";
    private const string NotUnicode = "The body holds text that is not Unicode.";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="reader">At a name or text.</param>
    /// <returns>A sentence; null for none.</returns>
    public static string? Problem(in Utf8JsonReader reader)
    {
        if (!(reader.HasValueSequence ? IsUtf8(reader.ValueSequence) : Utf8.IsValid(reader.ValueSpan)))
        {
            return NotUtf8;
        }

        if (!reader.ValueIsEscaped)
        {
            return null;
        }

        var pairs = new SurrogatePairs();
        if (!reader.HasValueSequence)
        {
            pairs.Add(reader.ValueSpan);
        }
        else
        {
            foreach (var piece in reader.ValueSequence)
            {
                pairs.Add(piece.Span);
            }
        }

        return pairs.AreWhole ? null : NotUnicode;
    }

    /// <summary>A character may begin in one piece and end in the next, which the decoder remembers.</summary>
    private static bool IsUtf8(ReadOnlySequence<byte> text)
    {
        Span<char> ignored = stackalloc char[256];
        var decoder = Strict.GetDecoder();
        try
        {
            foreach (var piece in text)
            {
                for (var rest = piece.Span; !rest.IsEmpty; )
                {
                    decoder.Convert(rest, ignored, flush: false, out var used, out _, out _);
                    rest = rest[used..];
                }
            }

            decoder.Convert([], ignored, flush: true, out _, out _, out _);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Follows the escapes of a text that the reader has found well formed.</summary>
    private struct SurrogatePairs
    {
        private bool _isEscape;
        private int _digitsLeft;
        private int _unit;
        private bool _needsLow;
        private bool _isBroken;

        public readonly bool AreWhole => !_isBroken && !_needsLow;

        public void Add(ReadOnlySpan<byte> piece)
        {
            for (var i = 0; i < piece.Length && !_isBroken; i++)
            {
                if (_digitsLeft > 0)
                {
                    AddDigit(piece[i]);
                }
                else if (_isEscape)
                {
                    _isEscape = false;
                    (_digitsLeft, _unit) = piece[i] == 'u' ? (4, 0) : (0, 0);
                    _isBroken = _needsLow && _digitsLeft == 0;
                }
                else if (_needsLow)
                {
                    _isEscape = piece[i] == '\\';
                    _isBroken = !_isEscape;
                }
                else if (piece[i..].IndexOf((byte)'\\') is >= 0 and var plain)
                {
                    i += plain;
                    _isEscape = true;
                }
                else
                {
                    return;
                }
            }
        }

        private void AddDigit(byte hex)
        {
            _unit = (_unit << 4) | (hex <= '9' ? hex - '0' : (hex & 0xF) + 9);
            if (--_digitsLeft == 0)
            {
                _isBroken = char.IsLowSurrogate((char)_unit) != _needsLow;
                _needsLow = char.IsHighSurrogate((char)_unit);
            }
        }
    }
}
