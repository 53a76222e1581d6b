using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace GitLabMcp.Edge.Http;

/// <summary>A piece of a page. What stands in the holes of an interpolated text is encoded, unless it is such a piece itself; so no text
/// of a client can become markup.</summary>
internal sealed record Html(string Text)
{
    public static readonly Html Empty = new("");

    /// <summary>The attribute of an element `details` that is shown open.</summary>
    public static readonly Html Open = new(" open");

    public static Html Of(Builder text) => new(text.ToString());

    [InterpolatedStringHandler]
    internal readonly struct Builder
    {
        private readonly StringBuilder _text;

        public Builder(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 32));

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted(string text) => _text.Append(HtmlEncoder.Default.Encode(text));

        public void AppendFormatted(Html html) => _text.Append(html.Text);

        public void AppendFormatted(IEnumerable<Html> pieces)
        {
            foreach (var piece in pieces)
            {
                _text.Append(piece.Text);
            }
        }

        public void AppendFormatted(long number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

        public override string ToString() => _text.ToString();
    }
}
