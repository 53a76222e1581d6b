using System.Globalization;
using System.Net.Http.Headers;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The next page of a list, from the headers of GitLab's answer.</summary>
/// <param name="NextPage">Null at the end, and where there are no page numbers.</param>
/// <param name="Total">How many rows there are; GitLab leaves it out above 10,000.</param>
/// <param name="Cursor">The part of the next page's query that names the place, for lists without page numbers.</param>
internal readonly record struct Paging(int? NextPage, long? Total, string? Cursor)
{
    /// <summary>GitLab did not say whether there is a next page.</summary>
    public bool IsUnknown { get; private init; }

    private const string Next = "x-next-page",
        All = "x-total",
        Link = "Link";

    public static bool IsIn(HttpResponseMessage response) =>
        response.Headers.NonValidated is var headers && (headers.Contains(Next) || headers.Contains(All) || headers.Contains(Link));

    public static Paging Of(HttpResponseMessage response)
    {
        var headers = response.Headers.NonValidated;
        var total = Number(headers, All);
        if (Number(headers, Next) is { } page)
        {
            return new((int)page, total, Cursor: null);
        }

        // The last page of a list with page numbers has no link to a next page.
        return headers.TryGetValues(Link, out var links) && NextLink(links.ToString()) is { } query
            ? new(PageOf(query), total, GitLab.Cursor.OfLink(query))
            : new(NextPage: null, total, Cursor: null) { IsUnknown = !IsIn(response) && !headers.Contains("x-page") };
    }

    /// <summary>The query of `&lt;https://gitlab.example.com/api/v4/projects?id_after=42&gt;; rel="next", …`; null when there is no
    /// such link.</summary>
    private static string? NextLink(string links)
    {
        for (int start, end = 0; (start = links.IndexOf('<', end)) >= 0; )
        {
            end = links.IndexOf('>', start);
            if (end < 0)
            {
                return null;
            }

            var after = links.IndexOf('<', end);
            var parameters = after < 0 ? links.AsSpan(end) : links.AsSpan(end, after - end);
            var question = links.IndexOf('?', start);
            if (parameters.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase) && question >= 0 && question < end)
            {
                return links[(question + 1)..end];
            }
        }

        return null;
    }

    private static int? PageOf(string query)
    {
        foreach (var part in query.Split('&'))
        {
            if (
                part.StartsWith("page=", StringComparison.Ordinal)
                && int.TryParse(part.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            )
            {
                return page;
            }
        }

        return null;
    }

    private static long? Number(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= int.MaxValue
            ? number
            : null;
}
