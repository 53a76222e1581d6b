using System.Text.Json.Nodes;
using GitLabMcp.Fake.Routes;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>An issue that moves: it is closed where it was, and opened with a new number in the other project.</summary>
internal static class IssueMove
{
    public static JsonNode Move(GraphQLCall call, JsonObject input)
    {
        var (from, to) = (call.World.Project((string)input["projectPath"]!), call.World.Project((string)input["targetProjectPath"]!));
        if (from?.Issues.Find(one => one["iid"]!.ToJsonString() == (string?)input["iid"]) is not { } issue || to is null)
        {
            return GraphQLMutations.Failed("The resource that you are attempting to access does not exist or you don't have permission");
        }

        to.WithIssue(
            (string)issue["title"]!,
            (string)issue["author"]!["username"]!,
            moved =>
            {
                foreach (var field in (string[])["description", "labels", "assignees", "confidential", "issue_type", "due_date"])
                {
                    moved[field] = issue[field]?.DeepClone();
                }
            }
        );
        to.CountOpenIssues(1);
        IssueRoutes.Turn(from, issue, "closed");
        issue["moved_to_id"] = to.Issues[^1]["id"]!.DeepClone();
        return GraphQLMutations.Done(("issue", CamelCase.Of("Issue", to.Issues[^1])));
    }
}
