using System.Text;

namespace GitLabMcp.GitLabTools.Tools;

/// <summary>A field that a lean answer keeps: `title`, or with what to keep inside it, `milestone(id,title)`.</summary>
internal sealed record KeptField(byte[] Name, KeptField[] Inside)
{
    public static KeptField Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return open < 0
            ? new(Encoding.UTF8.GetBytes(text), [])
            : new(Encoding.UTF8.GetBytes(text[..open]), [.. text[(open + 1)..^1].Split(',').Select(Parse)]);
    }
}
