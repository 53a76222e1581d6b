using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Resources;

/// <summary>A URI template; of RFC 6570 it knows three forms. `{name}` is one escaped segment, so that the end of a project's path
/// is clear (`group%2Fapp`). `{+name}` is the rest of the path with its slashes. `{?a,b}` is an optional query.</summary>
internal sealed partial class UriTemplate
{
    private const string Scheme = "gitlab://";
    private const int MaxLength = 4096;

    private readonly string[] _segments;

    /// <exception cref="ArgumentException">It is not of our form.</exception>
    public UriTemplate(string text)
    {
        Text = text.StartsWith(Scheme, StringComparison.Ordinal)
            ? text
            : throw new ArgumentException($"{text} does not begin with {Scheme}.", nameof(text));
        var query = text.IndexOf("{?", StringComparison.Ordinal);
        Query = query < 0 ? [] : text[(query + 2)..^1].Split(',');
        _segments = text[Scheme.Length..(query < 0 ? text.Length : query)].Split('/');
        Names = [.. _segments.Where(IsHole).Select(NameOf), .. Query];
    }

    public string Text { get; }

    /// <summary>What may stand behind the question mark.</summary>
    public IReadOnlyList<string> Query { get; }

    /// <summary>All holes.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What fills the holes, unescaped; null for another address, or for one that says more than the holes take.</summary>
    /// <param name="refusal">For the latter: a sentence.</param>
    public Dictionary<string, string>? Match(string uri, out string? refusal)
    {
        refusal = null;
        if (
            uri.Length > MaxLength
            || !uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || uri.Contains('#', StringComparison.Ordinal)
        )
        {
            return null;
        }

        var (path, query) = uri[Scheme.Length..].Split('?', 2) is [var before, var behind] ? (before, behind) : (uri[Scheme.Length..], "");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        return !TryPath(path.Split('/'), values) ? null
            : TryQuery(query, values, out refusal) ? values
            : null;
    }

    /// <summary>The address with its holes filled; what has no value is left out of a query.</summary>
    public static string Fill(string template, Func<string, string?> values) =>
        Hole()
            .Replace(
                template,
                hole =>
                    hole.Groups["sign"].Value switch
                    {
                        "" => Uri.EscapeDataString(values(hole.Groups["names"].Value) ?? ""),
                        "+" => string.Join('/', (values(hole.Groups["names"].Value) ?? "").Split('/').Select(Uri.EscapeDataString)),
                        var sign => string.Concat(
                            hole.Groups["names"]
                                .Value.Split(',')
                                .Where(name => values(name) is not null)
                                .Select((name, index) => $"{(index == 0 ? sign : "&")}{name}={Uri.EscapeDataString(values(name)!)}")
                        ),
                    }
            );

    private bool TryPath(string[] given, Dictionary<string, string> values)
    {
        for (var i = 0; i < _segments.Length; i++)
        {
            var isRest = _segments[i].StartsWith("{+", StringComparison.Ordinal);
            if (
                i >= given.Length
                || (
                    IsHole(_segments[i])
                        ? !TryFill(values, NameOf(_segments[i]), isRest ? string.Join('/', given[i..]) : given[i])
                        : _segments[i] != given[i]
                )
            )
            {
                return false;
            }

            if (isRest)
            {
                return true;
            }
        }

        return given.Length == _segments.Length;
    }

    private bool TryQuery(string query, Dictionary<string, string> values, out string? refusal)
    {
        refusal = null;
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                pair.Split('=', 2) is not [var name, var value]
                || !Query.Contains(name)
                || values.ContainsKey(name)
                || !TryFill(values, name, value)
            )
            {
                refusal =
                    Query.Count == 0
                        ? $"Nothing may stand behind the ? of {Text}."
                        : $"Behind the ? of this address may stand {string.Join(", ", Query)}, each once and with a value: {Text}.";
                return false;
            }
        }

        return true;
    }

    /// <summary>Nothing in GitLab has control characters in its name.</summary>
    private static bool TryFill(Dictionary<string, string> values, string name, string escaped)
    {
        var value = Uri.UnescapeDataString(escaped);
        values[name] = value;
        return value.Length > 0 && !value.Any(char.IsControl);
    }

    private static bool IsHole(string segment) => segment.StartsWith('{');

    private static string NameOf(string hole) => hole.Trim('{', '}', '+');

    [GeneratedRegex(@"\{(?<sign>[+?&]?)(?<names>[a-z_,]+)\}")]
    private static partial Regex Hole();
}
