using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace GitLabMcp.GitLabTools.QuickActions;

/// <summary>Finds the lines of a text that GitLab carries out as quick actions: those that begin with a slash and a word, outside of
/// code blocks, quotes and HTML blocks (docs.gitlab.com, GitLab quick actions). Versions of GitLab differ at the edges, so a line
/// counts wherever one of them might carry it out: in a code block that is never closed, for example.</summary>
internal static partial class QuickActionText
{
    // The extensions are left out: what only they take for something else than a paragraph counts as a paragraph here.
    private static readonly MarkdownPipeline CommonMark = new MarkdownPipelineBuilder().Build();

    /// <returns>In the order of the text; empty for a text that only says something.</returns>
    public static IReadOnlyList<QuickActionLine> In(string text)
    {
        if (!Candidate().IsMatch(text))
        {
            return [];
        }

        // GitLab deletes every CR before it looks for actions, and CommonMark takes a lone CR for the end of a line.
        var joined = text.Replace("\r", "", StringComparison.Ordinal);
        var split = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return joined == split ? Find(joined) : [.. Find(joined).Union(Find(split)).OrderBy(line => line.Number)];
    }

    /// <summary>Whether nothing is left of a text when GitLab has carried out its quick actions. Two of them leave a text.</summary>
    public static bool IsNothingElse(string text)
    {
        var actions = In(text).Where(line => line.Name is not ("shrug" or "tableflip")).Select(line => line.Number).ToHashSet();
        return actions.Count > 0
            && text.ReplaceLineEndings("\n").Split('\n').Select((line, index) => (line, index)).All(it => IsGone(it.line, it.index + 1));

        bool IsGone(string line, int number) => string.IsNullOrWhiteSpace(line) || actions.Contains(number);
    }

    private static List<QuickActionLine> Find(string text)
    {
        var lines = text.Split('\n');
        var literal = Literal(text, lines);
        return
        [
            .. lines
                .Select((line, index) => (Match: Line().Match(line), Index: index))
                .Where(line => line.Match.Success && !IsLiteral(literal[line.Index], line.Match))
                .Select(line => new QuickActionLine(
                    line.Index + 1,
                    Folded(line.Match.Groups["name"].Value),
                    line.Match.Groups["argument"].Value.Trim()
                ))
                .Where(action => Ascii.IsValid(action.Name)),
        ];
    }

    /// <summary>GitLab compares names without case, and by Unicode's rules: `aßign` is assign, and the Kelvin sign is a k.</summary>
    private static string Folded(string name) =>
        name.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal);

    private static bool IsLiteral(LineKind kind, Match line) =>
        kind == LineKind.Literal || (kind == LineKind.Nested && line.Groups["indent"].Length > 0);

    /// <summary>What each line is.</summary>
    private static LineKind[] Literal(string text, string[] lines)
    {
        var kinds = new LineKind[lines.Length];
        MarkdownDocument document;
        try
        {
            document = Markdig.Markdown.Parse(text, CommonMark);
        }
        catch (ArgumentException)
        {
            // The text is nested deeper than the parser goes: every line counts.
            return kinds;
        }

        var starts = Starts(lines);
        foreach (var block in document.Descendants<LeafBlock>())
        {
            var kind =
                IsClosed(block, text, lines, starts) ? LineKind.Literal
                : block is CodeBlock or HtmlBlock || block.Parent is MarkdownDocument ? LineKind.Acting
                : LineKind.Nested;
            for (var line = block.Line; line <= LineAt(starts, Math.Min(block.Span.End, text.Length)); line++)
            {
                kinds[line] = kind;
                if (block is HtmlBlock && IsEndTag(lines[line]))
                {
                    // CommonMark goes on to the next empty line; older versions of GitLab read on after the first end tag.
                    kind = LineKind.Acting;
                }
            }
        }

        MarkQuotes(lines, kinds);
        return kinds;
    }

    /// <summary>Code and HTML whose end stands in the text, and code by indentation.</summary>
    private static bool IsClosed(LeafBlock block, string text, string[] lines, int[] starts)
    {
        return block switch
        {
            FencedCodeBlock fence => fence.ClosingFencedCharCount >= fence.OpeningFencedCharCount,
            CodeBlock => true,
            HtmlBlock { Type: HtmlBlockType.Comment } comment => LastLine(comment).TrimEnd().EndsWith("-->", StringComparison.Ordinal),
            HtmlBlock html => IsEndTag(LastLine(html)),
            _ => false,
        };

        string LastLine(HtmlBlock html) => lines[LineAt(starts, Math.Min(html.Span.End, text.Length))];
    }

    private static bool IsEndTag(string line) => line.AsSpan().TrimStart().StartsWith("</", StringComparison.Ordinal);

    /// <summary>Quotes of several lines, which GitLab has beside CommonMark: they begin and end with a line `>>>`. One that holds code
    /// or HTML is left alone, because its end is then a matter of GitLab's version.</summary>
    private static void MarkQuotes(string[] lines, LineKind[] kinds)
    {
        var start = -1;
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line].TrimEnd() != ">>>" || kinds[line] == LineKind.Literal)
            {
                continue;
            }

            if (start < 0)
            {
                start = line;
                continue;
            }

            if (!lines[(start + 1)..line].Any(inside => OtherBlock().IsMatch(inside)))
            {
                Array.Fill(kinds, LineKind.Literal, start, line - start);
            }

            start = -1;
        }
    }

    private static int[] Starts(string[] lines)
    {
        var starts = new int[lines.Length];
        for (var line = 1; line < lines.Length; line++)
        {
            starts[line] = starts[line - 1] + lines[line - 1].Length + 1;
        }

        return starts;
    }

    private static int LineAt(int[] starts, int place) => Array.BinarySearch(starts, place) is var found && found < 0 ? ~found - 1 : found;

    [GeneratedRegex(@"(?:^|[\r\n])[\s\p{Cf}\0]*/", RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();

    // Characters that nobody sees count as white space: parsers skip a byte order mark, and Ruby strips NUL.
    [GeneratedRegex(@"^(?<indent>[\s\p{Cf}\0]*)/(?<name>\w+)(?:\s+(?<argument>.*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"^\s*(?:```|~~~|<)", RegexOptions.CultureInvariant)]
    private static partial Regex OtherBlock();

    private enum LineKind
    {
        Acting,

        /// <summary>A paragraph in a list or quote: text for newer versions of GitLab, for older ones only where it is indented.</summary>
        Nested,

        Literal,
    }
}
