using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A path below /api/v4, written as <c>$"projects/{id}/issues/{iid}"</c>: every placeholder is one escaped segment
/// by construction, and the template (`projects/{}/issues/{}`) is what telemetry may see.</summary>
[InterpolatedStringHandler]
internal readonly struct GitLabPath
{
    private readonly StringBuilder _path;
    private readonly StringBuilder _template;

    public GitLabPath(int literalLength, int formattedCount)
    {
        _path = new(literalLength + (formattedCount * 16));
        _template = new(literalLength + (formattedCount * 2));
    }

    public string Path => _path.ToString();

    public string Template => _template.ToString();

    public void AppendLiteral(string text)
    {
        _path.Append(text);
        _template.Append(text);
    }

    public void AppendFormatted(Id id) => AppendEscaped(id.Escaped);

    public void AppendFormatted(ProjectId id) => AppendEscaped(id.Escaped);

    public void AppendFormatted(GitRef name) => AppendEscaped(name.Escaped);

    public void AppendFormatted(FilePath path) => AppendEscaped(path.Escaped);

    public void AppendFormatted(long number) => AppendEscaped(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A value of the query.</summary>
    public void AppendFormatted(string text) => AppendEscaped(Uri.EscapeDataString(text));

    private void AppendEscaped(string escaped)
    {
        _path.Append(escaped);
        _template.Append("{}");
    }
}
