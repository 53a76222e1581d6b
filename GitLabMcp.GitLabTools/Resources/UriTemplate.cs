using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Resources;

/// <summary>A URI template; of RFC 6570 it knows three forms. `{name}` is one escaped segment, so that the end of a project's path
/// is clear (`group%2Fapp`). `{+name}` is the rest of the path with its slashes. `{?a,b}` is an optional query.</summary>
internal sealed partial class UriTemplate
{
    private const string Scheme = "gitlab://";
    private const int MaxLength = 4096;

    private readonly string[] _segments;

    /// <exception cref="ArgumentException">The text does not begin with gitlab://.</exception>
    public UriTemplate(string text)
    {
        Text = text.StartsWith(Scheme, StringComparison.Ordinal)
            ? text
            : throw new ArgumentException($"{text} does not begin with {Scheme}.", nameof(text));
        var query = text.IndexOf("{?", StringComparison.Ordinal);
        Query = query < 0 ? [] : text[(query + 2)..^1].Split(',');
        _segments = text[Scheme.Length..(query < 0 ? text.Length : query)].Split('/');
        Names = [.. _segments.Where(IsVariable).Select(NameOf), .. Query];
    }

    public string Text { get; }

    /// <summary>The variables of the query.</summary>
    public IReadOnlyList<string> Query { get; }

    /// <summary>All variables.</summary>
    public IReadOnlyList<string> Names { get; }

    public UriMatch Match(string uri)
    {
        if (
            uri.Length > MaxLength
            || !uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || uri.Contains('#', StringComparison.Ordinal)
        )
        {
            return new UriMatch.OtherPath();
        }

        var (path, query) = uri[Scheme.Length..].Split('?', 2) is [var before, var behind] ? (before, behind) : (uri[Scheme.Length..], "");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        return !TryPath(path.Split('/'), values) ? new UriMatch.OtherPath()
            : TryQuery(query, values) ? new UriMatch.Matched(values)
            : new UriMatch.InvalidQuery(
                Query.Count == 0
                    ? $"Nothing may stand behind the ? of {Text}."
                    : $"Behind the ? of this address may stand {string.Join(", ", Query)}, each once and with a value: {Text}."
            );
    }

    /// <summary>The address with the values of its variables. A variable without a value is left out of the query.</summary>
    public static string Fill(string template, Func<string, string?> values) =>
        Variable()
            .Replace(
                template,
                variable =>
                    variable.Groups["sign"].Value switch
                    {
                        "" => Uri.EscapeDataString(values(variable.Groups["names"].Value) ?? ""),
                        "+" => string.Join('/', (values(variable.Groups["names"].Value) ?? "").Split('/').Select(Uri.EscapeDataString)),
                        var sign => string.Concat(
                            variable
                                .Groups["names"]
                                .Value.Split(',')
                                .Where(name => values(name) is not null)
                                .Select((name, index) => $"{(index == 0 ? sign : "&")}{name}={Uri.EscapeDataString(values(name)!)}")
                        ),
                    }
            );

    private bool TryPath(string[] segments, Dictionary<string, string> values)
    {
        for (var i = 0; i < _segments.Length; i++)
        {
            var isRest = _segments[i].StartsWith("{+", StringComparison.Ordinal);
            if (
                i >= segments.Length
                || (
                    IsVariable(_segments[i])
                        ? !TryFill(values, NameOf(_segments[i]), isRest ? string.Join('/', segments[i..]) : segments[i], mayBeEmpty: isRest)
                        : _segments[i] != segments[i]
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

        return segments.Length == _segments.Length;
    }

    private bool TryQuery(string query, Dictionary<string, string> values) =>
        query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .All(pair =>
                pair.Split('=', 2) is [var name, var value]
                && Query.Contains(name)
                && !values.ContainsKey(name)
                && TryFill(values, name, value, mayBeEmpty: false)
            );

    /// <summary>No name in GitLab has control characters, so an address with them is none of GitLab's.</summary>
    private static bool TryFill(Dictionary<string, string> values, string name, string escaped, bool mayBeEmpty)
    {
        var value = Uri.UnescapeDataString(escaped);
        values[name] = value;
        return (value.Length > 0 || mayBeEmpty) && !value.Any(char.IsControl);
    }

    private static bool IsVariable(string segment) => segment.StartsWith('{');

    private static string NameOf(string variable) => variable.Trim('{', '}', '+');

    [GeneratedRegex(@"\{(?<sign>[+?&]?)(?<names>[a-z_,]+)\}")]
    private static partial Regex Variable();
}
