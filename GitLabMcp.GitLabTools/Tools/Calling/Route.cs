using System.Globalization;
using System.Text;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>A path with holes for arguments, each filled with one escaped segment:
/// `projects/{project_id}/issues/{issue_iid}`. A part in brackets is there when its argument is given
/// (`issues[/discussions/{discussion_id}]/notes`), or when a flag before a `?` is true (`members[include_inheritance?/all]`).</summary>
internal sealed class Route
{
    private readonly List<Piece> _pieces = [];
    private readonly HashSet<string> _used = [];

    /// <exception cref="InvalidOperationException">A hole names no argument, or one that is not safe as a path.</exception>
    public Route(string text, ArgumentReader arguments)
    {
        // Split at the brackets: every second part stands inside of a pair.
        foreach (var (inside, part) in text.Split('[', ']').Select((part, index) => (index % 2 == 1, part)))
        {
            var body = part;
            string? condition = null;
            if (inside && part.Split('?', 2) is [var flag, var rest] && !flag.Contains('/', StringComparison.Ordinal))
            {
                (condition, body) = (Argument(flag, arguments).Name, rest);
                _used.Add(condition);
            }

            var pieces = Holes(body, arguments).ToList();
            condition ??= inside ? pieces.First(piece => piece.Argument is not null).Argument : null;
            _pieces.AddRange(pieces.Select(piece => piece with { Condition = condition }));
        }

        HasQuery = _pieces.Exists(piece => piece.Text.Contains('?', StringComparison.Ordinal));
    }

    /// <summary>The route has a fixed query of its own, `issues?scope=assigned_to_me`.</summary>
    public bool HasQuery { get; }

    /// <summary>Whether an argument is part of the path (and so neither of the query nor of the body).</summary>
    public bool Uses(string argument) => _used.Contains(argument);

    public void Write(StringBuilder path, CallValues values)
    {
        foreach (var piece in _pieces)
        {
            if (piece.Condition is null || values[piece.Condition] is not (null or false))
            {
                path.Append(piece.Argument is null ? piece.Text : Segment(values[piece.Argument]!));
            }
        }
    }

    private static string Segment(object value) =>
        value switch
        {
            IPathSegment segment => segment.Escaped,
            long number => number.ToString(CultureInfo.InvariantCulture),
            Enum word => ArgumentText.Of(word),
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };

    private IEnumerable<Piece> Holes(string text, ArgumentReader arguments)
    {
        foreach (var (isHole, part) in text.Split('{', '}').Select((part, index) => (index % 2 == 1, part)))
        {
            if (isHole)
            {
                var type = Argument(part, arguments).Type;
                if (!type.IsAssignableTo(typeof(IPathSegment)) && type != typeof(long) && !type.IsEnum)
                {
                    throw new InvalidOperationException($"{part} fills a path, so it must be a checked text, a long or an enum.");
                }

                _used.Add(part);
                yield return new("", part, Condition: null);
            }
            else if (part.Length > 0)
            {
                yield return new(part, Argument: null, Condition: null);
            }
        }
    }

    private static ToolArgument Argument(string name, ArgumentReader arguments) =>
        arguments.Find(name) ?? throw new InvalidOperationException($"The route names {name}, which is no argument.");

    /// <param name="Text">Stands in the path as it is, where there is no argument.</param>
    /// <param name="Argument">Name of the argument that fills this piece.</param>
    /// <param name="Condition">Name of the argument without which the piece is left out.</param>
    private readonly record struct Piece(string Text, string? Argument, string? Condition);
}
