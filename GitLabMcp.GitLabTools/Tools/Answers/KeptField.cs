using System.Text;

namespace GitLabMcp.GitLabTools.Tools.Answers;

/// <summary>A field that a lean answer keeps: `title`, or with the fields to keep inside of it, `milestone(id,title)`, to any
/// depth, `notes(id,position(new_path,new_line))`. `new_file?` is kept only where it has content,
/// and `resolved@resolvable` only where the field resolvable beside it is true.</summary>
/// <param name="OnlyWithContent">The field is left out when it is false, or an empty text, list or object.</param>
/// <param name="OnlyWhere">The field beside it that must be true; null for none.</param>
internal sealed record KeptField(byte[] Name, KeptField[] Inside, bool OnlyWithContent, byte[]? OnlyWhere = null)
{
    /// <summary>Fields with commas between; empty for an empty text.</summary>
    public static KeptField[] List(string text) => string.IsNullOrWhiteSpace(text) ? [] : [.. Parts(text).Select(Parse)];

    private static KeptField Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 && text.Split('@') is [var name, var where])
        {
            return new(Encoding.UTF8.GetBytes(name), [], OnlyWithContent: false, Encoding.UTF8.GetBytes(where));
        }

        return open < 0
            ? new(Encoding.UTF8.GetBytes(text.TrimEnd('?')), [], text.EndsWith('?'))
            : new(Encoding.UTF8.GetBytes(text[..open].TrimEnd('?')), List(text[(open + 1)..^1]), OnlyWithContent: text[open - 1] == '?');
    }

    /// <param name="parent">The object that has the value.</param>
    public bool Takes(JsonElement value, JsonElement parent) =>
        value.ValueKind != JsonValueKind.Null
        && (OnlyWhere is null || (parent.TryGetProperty(OnlyWhere, out var where) && where.ValueKind == JsonValueKind.True))
        && (
            !OnlyWithContent
            || value.ValueKind switch
            {
                JsonValueKind.False => false,
                JsonValueKind.String => !value.ValueEquals(""u8),
                JsonValueKind.Array => value.GetArrayLength() > 0,
                JsonValueKind.Object => value.GetPropertyCount() > 0,
                _ => true,
            }
        );

    /// <summary>Splits at the commas that are not inside of parentheses.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }
}
