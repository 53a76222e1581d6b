using System.Text.Json.Nodes;
using GitLabMcp.Fake.Routes.Demo;

namespace GitLabMcp.Fake.GraphQL;

/// <summary>What GraphQL says more of a merge request than REST: every check before it is merged.</summary>
internal static class MergeRequestTypes
{
    public static readonly Dictionary<string, Resolver> Fields = new()
    {
        ["Project.mergeRequest"] = (call, from, field) =>
        {
            var project = call.World.Project((string)from["fullPath"]!)!;
            return project.MergeRequests.Find(one => one["iid"]!.ToJsonString() == field.Text("iid")) is { } found
                ? CamelCase.Of("MergeRequest", MergeRequestRoutes.Fresh(project, found))
                : null;
        },
        ["MergeRequest.mergeabilityChecks"] = (call, from, _) =>
            new JsonArray(
                Check("DRAFT_STATUS", (bool)from["draft"]!),
                Check("NOT_APPROVED", Left(call, from) > 0),
                Check("CONFLICT", (bool)from["hasConflicts"]!)
            ),
        ["MergeRequest.approvalsLeft"] = (call, from, _) => Left(call, from),
        ["MergeRequest.blockingMergeRequests"] = (_, _, _) =>
            new JsonObject
            {
                ["hiddenCount"] = 0,
                ["totalCount"] = 0,
                ["visibleMergeRequests"] = new JsonArray(),
            },
    };

    private static JsonObject Check(string identifier, bool fails) =>
        new() { ["identifier"] = identifier, ["status"] = fails ? "FAILED" : "SUCCESS" };

    private static int Left(GraphQLCall call, JsonObject merge) =>
        ApprovalRoutes.Left(call.World.Project($"{merge["projectId"]}")!, $"{merge["iid"]}");
}
