using System.Text.Json.Nodes;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.Routes;

/// <summary>A link between two issues, as GitLab shows it at either of them.</summary>
internal static class IssueLinks
{
    /// <summary>The issue at the other end, as it is now; null for a link of other issues.</summary>
    public static JsonObject? OtherEnd(GitLabWorld world, JsonObject link, JsonObject issue)
    {
        var (source, target) = (link["source_issue"]!, link["target_issue"]!);
        var (other, type) =
            Is(source, issue) ? (target, (string)link["link_type"]!)
            : Is(target, issue) ? (source, Inverse((string)link["link_type"]!))
            : (null, "");
        if (other is null)
        {
            return null;
        }

        var project = world.Project(other["project_id"]!.ToJsonString());
        var shown = (JsonObject)(project?.Issues.Find(one => Is(one, other)) ?? other).DeepClone();
        (shown["issue_link_id"], shown["link_type"]) = (link["id"]!.DeepClone(), type);
        return shown;
    }

    private static bool Is(JsonNode one, JsonNode other) => one["id"]!.ToJsonString() == other["id"]!.ToJsonString();

    private static string Inverse(string type) =>
        type switch
        {
            "blocks" => "is_blocked_by",
            "is_blocked_by" => "blocks",
            _ => type,
        };
}
