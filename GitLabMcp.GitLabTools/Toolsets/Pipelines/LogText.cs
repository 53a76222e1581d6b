using System.Text;
using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>A line of a log as a person sees it: without the control sequences of ECMA-48, without GitLab's marks of sections, and
/// with only what was written last where a line was overwritten.</summary>
internal static partial class LogText
{
    private const char Escape = '\u001b',
        StringEnd = '\u009c',
        Bell = '\a';

    public static string Of(ReadOnlySpan<byte> line)
    {
        var text = Headers().Replace(Decode(line), "");
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && text.AsSpan().IndexOfAnyInRange('\u007f', '\u009f') < 0)
        {
            return Sections().Replace(text, "");
        }

        // `10%\r20%\rdone` reads `done`.
        text = Sections().Replace(WithoutSequences(text), "").TrimEnd('\r');
        return WithBackspaces(text[(text.LastIndexOf('\r') + 1)..]);
    }

    /// <summary>Bytes that are not UTF-8 are taken for Latin-1, which also has the control characters of 8 bits.</summary>
    private static string Decode(ReadOnlySpan<byte> line)
    {
        if (System.Text.Unicode.Utf8.IsValid(line))
        {
            return Encoding.UTF8.GetString(line);
        }

        var text = new StringBuilder(line.Length);
        while (!line.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(line, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
                line = line[length..];
            }
            else
            {
                text.Append((char)line[0]);
                line = line[1..];
            }
        }

        return text.ToString();
    }

    private static string WithoutSequences(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            if (text[at] is Escape or (>= '\u0080' and <= '\u009f'))
            {
                at = AfterSequence(text, at);
            }
            else
            {
                plain.Append(text[at++]);
            }
        }

        return plain.ToString();
    }

    /// <summary>Where the sequence ends that begins at this place. Of one that is not complete only the beginning is left out.</summary>
    private static int AfterSequence(string text, int at)
    {
        // `ESC [` and U+009B are the same in 7 and in 8 bits.
        var is7Bit = text[at] == Escape;
        if (is7Bit && at + 1 == text.Length)
        {
            return at + 1;
        }

        var kind = is7Bit ? text[at + 1] : (char)(text[at] - 0x40);
        var next = at + (is7Bit ? 2 : 1);
        return kind switch
        {
            '[' => AfterControl(text, next),
            ']' or 'P' or 'X' or '^' or '_' or 'k' when is7Bit || kind != 'k' => AfterString(text, next, endsWithBell: kind == ']'),
            >= ' ' and <= '/' when is7Bit => AfterIntermediates(text, next),
            >= '0' and <= '~' => next,

            // A lone escape before something that is no part of a sequence.
            _ => at + 1,
        };
    }

    /// <summary>`31;1m`, `38:2::1:2:3m`, `?25l`, `0 q`.</summary>
    private static int AfterControl(string text, int at)
    {
        while (at < text.Length && text[at] is >= '0' and <= '?')
        {
            at++;
        }

        while (at < text.Length && text[at] is >= ' ' and <= '/')
        {
            at++;
        }

        return at < text.Length && text[at] is >= '@' and <= '~' ? at + 1 : at;
    }

    /// <summary>`(B`, `#8`.</summary>
    private static int AfterIntermediates(string text, int at)
    {
        while (at < text.Length && text[at] is >= ' ' and <= '/')
        {
            at++;
        }

        return at < text.Length && text[at] is >= '0' and <= '~' ? at + 1 : at;
    }

    /// <summary>`8;;https://example.com BEL`, `0;title ESC \`. Without an end the text stays, because it may be the line itself.</summary>
    private static int AfterString(string text, int start, bool endsWithBell)
    {
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == StringEnd || (endsWithBell && text[at] == Bell))
            {
                return at + 1;
            }

            if (text[at] == Escape && at + 1 < text.Length && text[at + 1] == '\\')
            {
                return at + 2;
            }
        }

        return start;
    }

    /// <summary>A backspace goes back by one character, and what follows overwrites: `50%\b\b\b60%` reads `60%`.</summary>
    private static string WithBackspaces(string text)
    {
        var plain = new StringBuilder(text.Length);
        var place = 0;
        foreach (var c in text)
        {
            if (c == '\b')
            {
                place = Math.Max(place - 1, 0);
            }
            else if (c == '\t' || !char.IsControl(c))
            {
                if (place < plain.Length)
                {
                    plain[place] = c;
                }
                else
                {
                    plain.Append(c);
                }

                place++;
            }
        }

        return plain.ToString();
    }

    /// <summary>`section_start:1560896352:build[collapsed=true]\r`.</summary>
    [GeneratedRegex(@"section_(?:start|end):\d+:[\w.\-]+(?:\[[^\]\r\n]*\])?\r?")]
    private static partial Regex Sections();

    /// <summary>The header of a line that was written over another one, `\r2026-01-05T09:30:00.000001Z 00O+`.</summary>
    [GeneratedRegex(@"(?<=\r)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z [0-9a-fA-F]{2}[OE][ +]")]
    private static partial Regex Headers();
}
