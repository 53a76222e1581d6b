using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace GitLabMcp.Edge.OAuth;

/// <summary>A piece of a page. What stands in the holes of an interpolated text is encoded, unless it is such a piece itself; so no text
/// of a client can become markup.</summary>
internal sealed record Html(string Text)
{
    public static readonly Html Empty = new("");

    public static Html Of(Builder text) => new(text.ToString());

    [InterpolatedStringHandler]
    internal readonly struct Builder
    {
        private readonly StringBuilder _text;

        public Builder(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 32));

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted(string text) => _text.Append(HtmlEncoder.Default.Encode(text));

        public void AppendFormatted(Html html) => _text.Append(html.Text);

        public override string ToString() => _text.ToString();
    }
}
