using System.Globalization;
using System.Text;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>A path with holes for arguments, each filled with one escaped segment:
/// `projects/{project_id}/issues/{issue_iid}`. A part in brackets is there when its argument is given
/// (`issues[/discussions/{discussion_id}]/notes`), or when a flag before a `?` is true (`members[include_inheritance?/all]`).</summary>
internal sealed class Route
{
    private readonly List<Piece> _pieces = [];
    private readonly HashSet<int> _used = [];

    /// <exception cref="InvalidOperationException">A hole names no argument, or one that is not safe as a path.</exception>
    public Route(string text, ArgumentReader arguments)
    {
        // The brackets first: outside and inside take turns.
        foreach (var (inside, part) in text.Split('[', ']').Select((part, index) => (index % 2 == 1, part)))
        {
            var body = part;
            var condition = -1;
            if (inside && part.Split('?', 2) is [var flag, var rest] && !flag.Contains('/', StringComparison.Ordinal))
            {
                (condition, body) = (Index(flag, arguments), rest);
                _used.Add(condition);
            }

            var pieces = Holes(body, arguments).ToList();
            condition = inside && condition < 0 ? pieces.First(piece => piece.Argument >= 0).Argument : condition;
            _pieces.AddRange(pieces.Select(piece => piece with { Condition = inside ? condition : -1 }));
        }

        HasQuery = _pieces.Exists(piece => piece.Text.Contains('?', StringComparison.Ordinal));
    }

    /// <summary>The route has a fixed query of its own, `issues?scope=assigned_to_me`.</summary>
    public bool HasQuery { get; }

    /// <summary>Whether an argument is part of the path (and so neither of the query nor of the body).</summary>
    public bool Uses(int argument) => _used.Contains(argument);

    public void Write(StringBuilder path, object?[] values)
    {
        foreach (var piece in _pieces)
        {
            if (piece.Condition >= 0 && values[piece.Condition] is null or false)
            {
                continue;
            }

            path.Append(piece.Argument < 0 ? piece.Text : Segment(values[piece.Argument]!));
        }
    }

    private static string Segment(object value) =>
        value switch
        {
            Id id => id.Escaped,
            ProjectId id => id.Escaped,
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
                var index = Index(part, arguments);
                var type = arguments.Arguments[index].Type;
                if (type != typeof(Id) && type != typeof(ProjectId) && type != typeof(long) && !type.IsEnum)
                {
                    throw new InvalidOperationException($"{part} fills a path, so it must be an Id, a ProjectId, a long or an enum.");
                }

                _used.Add(index);
                yield return new("", index, -1);
            }
            else if (part.Length > 0)
            {
                yield return new(part, -1, -1);
            }
        }
    }

    private static int Index(string name, ArgumentReader arguments) =>
        arguments.IndexOf(name) is >= 0 and var index
            ? index
            : throw new InvalidOperationException($"The route names {name}, which is no argument.");

    private readonly record struct Piece(string Text, int Argument, int Condition);
}
