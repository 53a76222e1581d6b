using System.Globalization;
using System.Text;

namespace GitLabMcp.GitLabTools.Toolsets;

internal static partial class IssueBatch
{
    private sealed record Arguments(
        [Description("Id or path; or group_id.")] ProjectId? ProjectId = null,
        [Description("Id or path; or project_id.")] Id? GroupId = null,
        [Description("Only with all of these.")] string[]? Labels = null,
        [Description("Only of this title; None, Any.")] string? Milestone = null,
        [Description("Only with this in title or text.")] string? Search = null,
        [Description("Only these; default opened.")] Issues.IssueState State = Issues.IssueState.Opened,
        [Description("Close or reopen them.")] Issues.StateEvent? StateEvent = null,
        [Description("Adds.")] string[]? AddLabels = null,
        [Description("Removes.")] string[]? RemoveLabels = null,
        [Description("Id or title; 0 removes it.")] [NumberOf(Thing.Milestone)] Id? MilestoneId = null,
        [Description("false: change them, with confirm.")] bool DryRun = true
    )
    {
        /// <summary>A sentence; null for a call that can be made.</summary>
        public string? WhyNot =>
            Labels is null or [] && string.IsNullOrWhiteSpace(Milestone) && string.IsNullOrWhiteSpace(Search)
                ? "Say which issues: give labels, milestone or search. Without one of them it would be all issues."
            : Body().Count == 0 ? "Say what to change: state_event, add_labels, remove_labels or milestone_id."
            : null;

        /// <summary>A page of the issues that the filter finds, the oldest first.</summary>
        public GitLabRequest Query(int page, int perPage)
        {
            var path = new StringBuilder(
                ProjectId is { } project ? $"projects/{project.Escaped}/issues" : $"groups/{GroupId!.Value.Escaped}/issues"
            );
            path.Append("?scope=all&order_by=created_at&sort=asc");
            if (State != Issues.IssueState.All)
            {
                Add("state", State == Issues.IssueState.Opened ? "opened" : "closed");
            }

            Add("labels", Labels is null ? null : string.Join(',', Labels));
            Add("milestone", Milestone);
            Add("search", Search);
            path.Append(CultureInfo.InvariantCulture, $"&page={page}&per_page={perPage}");
            return new(HttpMethod.Get, path.ToString(), ProjectId is null ? "groups/{}/issues" : "projects/{}/issues");

            void Add(string name, string? value)
            {
                if (!string.IsNullOrWhiteSpace(value))
                {
                    path.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
                }
            }
        }

        /// <summary>What each issue is changed by.</summary>
        public JsonObject Body()
        {
            var body = new JsonObject();
            if (StateEvent is { } state)
            {
                body["state_event"] = state == Issues.StateEvent.Close ? "close" : "reopen";
            }

            if (AddLabels is { Length: > 0 })
            {
                body["add_labels"] = string.Join(',', AddLabels);
            }

            if (RemoveLabels is { Length: > 0 })
            {
                body["remove_labels"] = string.Join(',', RemoveLabels);
            }

            if (MilestoneId is { } milestone)
            {
                body["milestone_id"] = long.Parse(milestone.Text, CultureInfo.InvariantCulture);
            }

            return body;
        }

        /// <summary>Whether the issue is not yet as the change makes it: so a further call finds further issues.</summary>
        public bool Changes(JsonObject issue)
        {
            var labels = (issue["labels"] as JsonArray ?? []).Select(label => label?.ToString()).ToHashSet();
            var wanted = StateEvent == Issues.StateEvent.Close ? "closed" : "opened";
            return (StateEvent is not null && issue["state"]?.ToString() != wanted)
                || AddLabels?.All(labels.Contains) == false
                || RemoveLabels?.Any(labels.Contains) == true
                || (MilestoneId is { } milestone && (issue["milestone"]?["id"]?.ToString() ?? "0") != milestone.Text);
        }
    }
}
