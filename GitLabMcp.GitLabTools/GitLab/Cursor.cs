using System.Buffers;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A place in a list that has no page numbers: the part of a query that says it, `order_by=id&amp;pagination=keyset&amp;id_after=42`.
/// It comes back from callers, so nothing but such parts is taken.</summary>
internal static class Cursor
{
    private const int Longest = 2000;
    private static readonly string[] Places = ["cursor", "id_after", "id_before", "page_token"];
    private static readonly string[] Orders = ["pagination", "order_by", "sort"];
    private static readonly SearchValues<char> Escaped = SearchValues.Create("%-._~=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <returns>Null when the query of the next page says no place.</returns>
    public static string? OfLink(string query)
    {
        var parts = query.Split('&');
        var cursor = string.Join('&', parts.Where(part => Says(part, Orders) || Says(part, Places)));
        return Array.Exists(parts, part => Says(part, Places)) && IsValid(cursor) ? cursor : null;
    }

    public static bool IsValid(string text) =>
        text.Length <= Longest && Array.TrueForAll(text.Split('&'), part => (Says(part, Places) || Says(part, Orders)) && !part.AsSpan().ContainsAnyExcept(Escaped));

    private static bool Says(string part, string[] names) => part.IndexOf('=', StringComparison.Ordinal) is > 0 and var end && Array.Exists(names, name => part.AsSpan(0, end).SequenceEqual(name));
}
