using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Time that is estimated and spent, subscriptions, and the order of issues.</summary>
internal static partial class TimeRoutes
{
    private static readonly Dictionary<string, int> Seconds = new()
    {
        ["mo"] = 576_000,
        ["w"] = 144_000,
        ["d"] = 28_800,
        ["h"] = 3_600,
        ["m"] = 60,
        ["s"] = 1,
    };

    public static void Add(RouteTable routes)
    {
        foreach (var kind in (string[])["issues", "merge_requests"])
        {
            var one = $"projects/:id/{kind}/:iid";
            routes
                .Get(one + "/time_stats", call => With(call, kind, item => Answer.Json(Stats(item).DeepClone())))
                .Post(one + "/time_estimate", call => Set(call, kind, "time_estimate", _ => Duration(call)))
                .Post(one + "/reset_time_estimate", call => Set(call, kind, "time_estimate", _ => 0))
                .Post(one + "/add_spent_time", call => Set(call, kind, "total_time_spent", before => before + Duration(call), 201))
                .Post(one + "/reset_spent_time", call => Set(call, kind, "total_time_spent", _ => 0))
                .Post(one + "/subscribe", call => Subscribe(call, kind, isSubscribed: true))
                .Post(one + "/unsubscribe", call => Subscribe(call, kind, isSubscribed: false));
        }

        routes.Put("projects/:id/issues/:iid/reorder", Reorder);
    }

    private static Answer With(Call call, string kind, Func<JsonObject, Answer> answer) =>
        kind == "issues" ? IssueRoutes.With(call, (_, issue) => answer(issue)) : MergeRequestRoutes.With(call, (_, merge) => answer(merge));

    private static Answer Set(Call call, string kind, string field, Func<int, int> change, int status = 200) =>
        With(
            call,
            kind,
            item =>
            {
                var stats = Stats(item);
                stats[field] = Math.Max(change((int)stats[field]!), 0);
                stats["human_" + field] = Human((int)stats[field]!);
                item["updated_at"] = call.World.Now;
                return Answer.Json(stats.DeepClone(), status);
            }
        );

    private static JsonObject Stats(JsonObject item)
    {
        if (item["time_stats"] is not JsonObject stats)
        {
            item["time_stats"] = stats = new JsonObject
            {
                ["time_estimate"] = 0,
                ["total_time_spent"] = 0,
                ["human_time_estimate"] = null,
                ["human_total_time_spent"] = null,
            };
        }

        return stats;
    }

    /// <summary>`1h 30m` is 5400; a day has eight hours and a week five days.</summary>
    private static int Duration(Call call)
    {
        var text = call.Text("duration") ?? call.Query("duration") ?? "";
        var sum = Part()
            .Matches(text)
            .Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * Seconds[match.Groups[2].Value]);
        return text.StartsWith('-') ? -sum : sum;
    }

    private static string? Human(int seconds)
    {
        var parts = new List<string>();
        foreach (var (unit, length) in Seconds)
        {
            if (seconds / length is > 0 and var count)
            {
                parts.Add($"{count}{unit}");
                seconds %= length;
            }
        }

        return parts.Count == 0 ? null : string.Join(' ', parts);
    }

    private static Answer Subscribe(Call call, string kind, bool isSubscribed) =>
        With(
            call,
            kind,
            item =>
            {
                // GitLab answers 304 where nothing changes.
                if (((bool?)item["subscribed"] ?? false) == isSubscribed)
                {
                    return new Answer(304, [], null);
                }

                item["subscribed"] = isSubscribed;
                return Answer.Json(item.DeepClone(), 201);
            }
        );

    private static Answer Reorder(Call call) =>
        IssueRoutes.With(
            call,
            (project, issue) =>
            {
                var after = project.Issues.FindIndex(other => other["id"]!.ToJsonString() == call.Text("move_after_id"));
                var before = project.Issues.FindIndex(other => other["id"]!.ToJsonString() == call.Text("move_before_id"));
                if (after < 0 && before < 0)
                {
                    return Answer.NotFound("Issue");
                }

                var position = (after, before) switch
                {
                    (>= 0, >= 0) => (Position(project.Issues[after]) + Position(project.Issues[before])) / 2,
                    (>= 0, _) => Position(project.Issues[after]) + 513,
                    _ => Position(project.Issues[before]) - 513,
                };
                issue["relative_position"] = position;
                return Answer.Json(issue.DeepClone());
            }
        );

    private static long Position(JsonObject issue) => (long?)issue["relative_position"] ?? (long)issue["iid"]! * 1026;

    [GeneratedRegex(@"(\d+)\s*(mo|w|d|h|m|s)")]
    private static partial Regex Part();
}
