using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes.Demo.Filters;

/// <summary>The order of a list: `order_by` names a field, `sort` a direction. What has no such field comes last.</summary>
internal static class Order
{
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["updated"] = "updated_at",
        ["created"] = "created_at",
        ["popularity"] = "upvotes",
        ["version"] = "name",
        ["last_activity"] = "last_activity_at",
    };

    /// <param name="order">The field that it is without `order_by`, then the newest or largest come first; empty for the order that the
    /// rows have.</param>
    public static IEnumerable<JsonObject> Of(Call call, IEnumerable<JsonObject> rows, string order)
    {
        var asked = call.Query("order_by") ?? order;
        var field = Fields.GetValueOrDefault(asked, asked);
        var all = rows.ToList();
        if (field.Length == 0)
        {
            return call.Query("sort") == "desc" ? Enumerable.Reverse(all) : all;
        }

        var (known, unknown) = (all.Where(row => row[field] is not null), all.Where(row => row[field] is null));
        var sorted = known.OrderBy(row => row[field]!, Values);
        return (call.Query("sort") == "asc" ? sorted : sorted.Reverse()).Concat(unknown);
    }

    private static readonly Comparer<JsonNode> Values = Comparer<JsonNode>.Create(
        (one, other) =>
            one.GetValueKind() == JsonValueKind.Number && other.GetValueKind() == JsonValueKind.Number
                ? Number(one).CompareTo(Number(other))
                : string.CompareOrdinal(one.ToString(), other.ToString())
    );

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);
}
