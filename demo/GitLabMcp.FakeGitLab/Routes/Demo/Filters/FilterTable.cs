using System.Globalization;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes.Demo.Filters;

/// <summary>What each name in a query asks of a row: the values are those after `=`, split at commas.</summary>
internal static class FilterTable
{
    private static readonly string[] Searched = ["title", "description", "name", "full_path", "path", "key", "username"];

    public static readonly Dictionary<string, Func<Call, JsonObject, string[], bool>> All = new(StringComparer.Ordinal)
    {
        ["search"] = (call, row, values) => Has(row, call.QueryList("in") is { Length: > 0 } fields ? fields : Searched, values[0]),
        ["state"] = (_, row, values) => values is ["all"] or [] || row["state"] is null || values.Contains(Text(row["state"])),
        // Of feature flags; other lists have their own scopes.
        ["scope"] = (_, row, values) => row["strategies"] is null || (bool)row["active"]! == (values[0] == "enabled"),
        ["labels"] = HasLabels,
        ["milestone"] = (_, row, values) => values.Length == 0 || MilestoneRoutes.IsIn(row, values[0]),
        ["iids"] = (_, row, values) => values.Contains(Text(row["iid"])),
        ["author_username"] = (_, row, values) => values.Contains(Text(row["author"]?["username"])),
        ["author_id"] = (_, row, values) => values.Contains(Text(row["author"]?["id"])),
        ["assignee_username"] = (_, row, values) => IsAmong(row["assignees"], "username", values),
        ["assignee_id"] = (_, row, values) => IsAmong(row["assignees"], "id", values),
        ["reviewer_username"] = (_, row, values) => IsAmong(row["reviewers"], "username", values),
        ["reviewer_id"] = (_, row, values) => IsAmong(row["reviewers"], "id", values),
        ["confidential"] = (_, row, values) => Text(row["confidential"]) == values[0],
        ["wip"] = (_, row, values) => Text(row["draft"]) == (values[0] == "yes" ? "true" : "false"),
        ["due_date"] = (call, row, values) => IsDue(row["due_date"], values[0], call.World.Time.GetUtcNow()),
        ["username"] = (_, row, values) => row["user"] is null || Text(row["user"]!["username"]) == values[0],
        ["environment"] = (_, row, values) => Text(row["environment"]?["name"]) == values[0],
        ["action"] = (_, row, values) => row["action_name"] is null || Text(row["action_name"]) == values[0],
        ["type"] = (_, row, values) => (row["runner_type"] ?? row["target_type"]) is not { } type || Text(type) == values[0],
        ["target_type"] = (_, row, values) => Same(Text(row["target_type"]), values[0].Replace("_", "", StringComparison.Ordinal)),
        ["package_name"] = (_, row, values) => Has(row, ["name"], values[0]),
        ["package_version"] = (_, row, values) => Text(row["version"]) == values[0],
        ["package_manager"] = (_, row, values) => values.Length == 0 || values.Contains(Text(row["package_manager"])),
        ["states"] = (_, row, values) => Text(row["state"]) == values[0],
        ["tag_list"] = (_, row, values) => values.All(tag => row["tag_list"] is JsonArray tags && tags.Any(own => Text(own) == tag)),
        ["created_after"] = (_, row, values) => At(row["created_at"]) >= At(values[0]),
        ["created_before"] = (_, row, values) => At(row["created_at"]) <= At(values[0]),
        ["updated_after"] = (_, row, values) => At(row["updated_at"]) >= At(values[0]),
        ["updated_before"] = (_, row, values) => At(row["updated_at"]) <= At(values[0]),
        ["finished_after"] = (_, row, values) => At(row["finished_at"] ?? row["updated_at"]) >= At(values[0]),
        ["finished_before"] = (_, row, values) => At(row["finished_at"] ?? row["updated_at"]) <= At(values[0]),
        // Of events: whole days, themselves not included.
        ["after"] = (_, row, values) => At(row["created_at"]) >= At(values[0]).AddDays(1),
        ["before"] = (_, row, values) => At(row["created_at"]) < At(values[0]),
    };

    static FilterTable()
    {
        foreach (
            var field in (string[])
                [
                    .. (string[])
                        ["source_branch", "target_branch", "ref", "sha", "status", "source", "name", "title", "paused", "visibility"],
                    .. (string[])["issue_type", "package_type", "tier", "severity", "archived", "topic", "key"],
                ]
        )
        {
            All.Add(field, (_, row, values) => !row.ContainsKey(field) || values.Length == 0 || values.Contains(Text(row[field])));
        }
    }

    private static string Text(JsonNode? node) => node is null ? "" : node.ToString();

    private static DateTimeOffset At(JsonNode? time) => time is null ? DateTimeOffset.MinValue : At(time.ToString());

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every word of it, anywhere.</summary>
    private static bool Has(JsonObject row, string[] fields, string words)
    {
        var text = string.Join(' ', fields.Select(field => Text(row[field])));
        return words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static bool HasLabels(Call call, JsonObject row, string[] values)
    {
        var labels = (row["labels"] as JsonArray ?? []).Select(Text).ToList();
        return values is ["None"] ? labels.Count == 0
            : values is ["Any"] ? labels.Count > 0
            : values.All(labels.Contains);
    }

    private static bool IsAmong(JsonNode? people, string field, string[] values)
    {
        var among = (people as JsonArray ?? []).Select(person => Text(person![field])).ToList();
        return values switch
        {
            ["None"] or ["0"] => among.Count == 0,
            ["Any"] => among.Count > 0,
            _ => values.Any(among.Contains),
        };
    }

    private static bool IsDue(JsonNode? date, string wanted, DateTimeOffset now) =>
        wanted switch
        {
            "0" => date is null,
            "any" => date is not null,
            _ when date is null => false,
            "overdue" => At(date) < now.Date,
            "today" => At(date).Date == now.Date,
            "tomorrow" => At(date).Date == now.Date.AddDays(1),
            "week" => At(date) >= now.Date && At(date) <= now.Date.AddDays(7),
            "month" => At(date) >= now.Date && At(date) <= now.Date.AddDays(31),
            _ => true,
        };
}
