using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.Routes.Demo;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes;

/// <summary>Carries out the quick actions of a comment as GitLab does: a few that the demo needs, outside of fenced code. A comment of
/// actions only is answered 202, and none is made.</summary>
internal static partial class QuickActions
{
    /// <param name="write">Makes the comment of what is left of the text.</param>
    public static Answer Run(Call call, FakeProject project, Func<string, JsonObject> write)
    {
        var text = call.Text("body") ?? "";
        var (changes, summary) = (new JsonObject(), new JsonArray());
        var left = ActionOrFence()
            .Replace(text, match => match.Groups["name"].Success && Carry(call, project, match, changes, summary) ? "" : match.Value)
            .Trim();
        if (summary.Count == 0)
        {
            return Answer.Json(write(text), 201);
        }

        if (left.Length == 0)
        {
            return Answer.Json(new JsonObject { ["commands_changes"] = changes, ["summary"] = summary }, 202);
        }

        var note = write(left);
        note["commands_changes"] = changes;
        return Answer.Json(note, 201);
    }

    /// <returns>False for a word that is no action here, which stays in the text.</returns>
    private static bool Carry(Call call, FakeProject project, Match action, JsonObject changes, JsonArray summary)
    {
        var subjects = call["kind"] == "issues" ? project.Issues : project.MergeRequests;
        if (subjects.Find(one => one["iid"]!.ToJsonString() == call["iid"]) is not { } subject)
        {
            return false;
        }

        var what = call["kind"] == "issues" ? "issue" : "merge request";
        switch (action.Groups["name"].Value.ToLowerInvariant())
        {
            case "close" or "reopen":
                var isClosing = action.Groups["name"].ValueSpan.Equals("close", StringComparison.OrdinalIgnoreCase);
                Turn(project, subject, isClosing ? "closed" : "opened");
                changes["state_event"] = isClosing ? "close" : "reopen";
                summary.Add(string.Create(CultureInfo.InvariantCulture, $"{(isClosing ? "Closed" : "Reopened")} this {what}."));
                return true;
            case "title" when action.Groups["argument"].Value.Trim() is { Length: > 0 } title:
                (subject["title"], changes["title"]) = (title, title);
                summary.Add($"Changed the title to \"{title}\".");
                return true;
            case "merge" when what == "merge request":
                MergeRequestRoutes.Merge(call, project, MergeRequestRoutes.Fresh(project, subject));
                changes["merge"] = subject["sha"]?.DeepClone();
                summary.Add("Merged this merge request.");
                return true;
            default:
                return false;
        }
    }

    private static void Turn(FakeProject project, JsonObject subject, string state)
    {
        if (project.Issues.Contains(subject))
        {
            IssueRoutes.Turn(project, subject, state);
        }
        else
        {
            subject["state"] = state;
        }
    }

    [GeneratedRegex(@"^```.*?^```$|^/(?<name>\w+)(?: (?<argument>[^\n]*))?$\n?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ActionOrFence();
}
