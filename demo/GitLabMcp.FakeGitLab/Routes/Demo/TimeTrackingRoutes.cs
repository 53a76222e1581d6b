using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.Routes.Demo;

/// <summary>Time spent on issues, and how much they should take. A day has 8 hours, a week 5 days, a month 4 weeks.</summary>
internal static partial class TimeTrackingRoutes
{
    private const string One = "projects/:id/issues/:iid";

    private static readonly (string Unit, int Seconds)[] Units = [("mo", 576_000), ("w", 144_000), ("d", 28_800), ("h", 3_600), ("m", 60)];

    public static void Add(RouteTable routes) =>
        routes
            .Get(One + "/time_stats", call => With(call, 200, _ => { }))
            .Post(One + "/time_estimate", call => WithDuration(call, 200, (times, seconds) => Set(times, "time_estimate", seconds)))
            .Post(One + "/reset_time_estimate", call => With(call, 200, times => Set(times, "time_estimate", 0)))
            .Post(
                One + "/add_spent_time",
                call =>
                    WithDuration(
                        call,
                        201,
                        (times, seconds) => Set(times, "total_time_spent", times["total_time_spent"]!.GetValue<int>() + seconds)
                    )
            )
            .Post(One + "/reset_spent_time", call => With(call, 200, times => Set(times, "total_time_spent", 0)));

    private static Answer With(Call call, int status, Action<JsonObject> change) =>
        IssueRoutes.With(
            call,
            (_, issue) =>
            {
                var times = issue["time_stats"]!.AsObject();
                change(times);
                return Answer.Json(times.DeepClone(), status);
            }
        );

    private static Answer WithDuration(Call call, int status, Action<JsonObject, int> change) =>
        Seconds(call.Text("duration") ?? "") is { } seconds
            ? With(call, status, times => change(times, seconds))
            : Answer.Json(new JsonObject { ["error"] = "duration is invalid" }, 400);

    private static void Set(JsonObject times, string field, int seconds) =>
        (times[field], times["human_" + field]) = (seconds, seconds == 0 ? null : Text(seconds));

    /// <summary>Null when it is no duration, such as `1h 30m`.</summary>
    private static int? Seconds(string duration)
    {
        var match = Duration().Match(duration);
        var total = 0;
        for (var i = 0; match.Success && i < match.Groups["number"].Captures.Count; i++)
        {
            var unit = match.Groups["unit"].Captures[i].Value;
            total += int.Parse(match.Groups["number"].Captures[i].Value, null) * Array.Find(Units, known => known.Unit == unit).Seconds;
        }

        return match.Success
            ? duration.StartsWith('-')
                ? -total
                : total
            : null;
    }

    private static string Text(int seconds)
    {
        var parts = new List<string>();
        foreach (var (unit, length) in Units)
        {
            if (seconds / length > 0)
            {
                parts.Add($"{seconds / length}{unit}");
                seconds %= length;
            }
        }

        return string.Join(' ', parts);
    }

    [GeneratedRegex(@"^-?(?:(?<number>\d+)(?<unit>mo|w|d|h|m)\s*)+$")]
    private static partial Regex Duration();
}
