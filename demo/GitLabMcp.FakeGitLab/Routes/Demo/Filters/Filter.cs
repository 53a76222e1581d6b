using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes.Demo.Filters;

/// <summary>GitLab's filters of lists: what the query of a request says of each row. A name that no row of the tables has is ignored,
/// as GitLab ignores it.</summary>
internal static class Filter
{
    /// <summary>Those that the query asks for, in its order, as a page.</summary>
    /// <param name="order">By what they are ordered unless the query says so.</param>
    public static Answer Found(Call call, IEnumerable<JsonObject> rows, string order = "") => call.Page(Rows(call, rows, order));

    public static IEnumerable<JsonObject> Rows(Call call, IEnumerable<JsonObject> rows, string order = "") =>
        Order.Of(call, rows.Where(row => Takes(call, row)), order);

    public static bool Takes(Call call, JsonObject row) => call.Queries.All(query => Takes(call, row, query.Name, query.Values));

    private static bool Takes(Call call, JsonObject row, string name, string[] values)
    {
        // `not[labels]` and `not[assignee_username][]`.
        if (name.StartsWith("not[", StringComparison.Ordinal) && name.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
        {
            return !FilterTable.All.TryGetValue(name[4..end], out var unwanted) || !unwanted(call, row, Split(name[4..end], values));
        }

        var plain = name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name;
        return !FilterTable.All.TryGetValue(plain, out var wanted) || wanted(call, row, Split(plain, values));
    }

    private static string[] Split(string name, string[] values) =>
        name is "search" or "title"
            ? values
            : [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
