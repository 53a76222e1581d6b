using System.Globalization;
using GitLabMcp.GitLabTools.GraphQL;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Adds to a merge request what keeps it from being merged, each with the tool that goes on. GitLab's detailed_merge_status names
/// the first check that fails; all of them are in GraphQL only, which is asked where one fails.</summary>
internal static class MergeBlockers
{
    public const string LeanFields = $"{Field}, {BlockedBy}(project_id,iid,title,state,web_url)";

    /// <summary>The merge requests to be merged before, which may be of other projects.</summary>
    public const string BlockedBy = "blocked_by";

    private const string Field = "merge_blockers";

    // While one of these lasts, GitLab has not run its checks, or not on what is there now.
    private static readonly string[] Unchecked = ["checking", "unchecked", "preparing", "approvals_syncing"];

    private static readonly GraphQLDocument Checks = Document("");

    // The Community Edition does not know these fields, and refuses a document that has them.
    private static readonly GraphQLDocument ChecksOfEnterprise = Document(
        "approvalsLeft blockingMergeRequests { visibleMergeRequests { projectId iid title state webUrl } }"
    );

    public static async Task<GitLabReply> AddAsync(Task<GitLabReply> pending, ToolContext context, CancellationToken ct)
    {
        var reply = await pending;
        if (
            reply is not GitLabAnswer answer
            || answer.TryObject() is not { } merge
            || merge["state"]?.ToString() != "opened"
            || merge["detailed_merge_status"]?.ToString() is not { } status
            || status == "mergeable"
        )
        {
            return reply;
        }

        var more = Unchecked.Contains(status) ? null : await ChecksAsync(merge, context.GitLab, ct);
        if (context.Tools.IsDenied("get_merge_request_approval_state"))
        {
            more?.Remove("approvals_left");
        }

        if (!context.Tools.IsDenied("list_merge_requests") && Blocking(more) is { Count: > 0 } blocking)
        {
            merge[BlockedBy] = blocking;
        }

        var failed = Failed(more) is { Count: > 0 } all ? all : OfFields(merge, status);
        merge[Field] = new JsonArray([.. failed.Select(check => MergeCheck.Of(check, merge, more).Sentence(context.Tools))]);
        return answer.With(merge);
    }

    private static GraphQLDocument Document(string enterprise) =>
        new(
            $$"""
            query mergeBlockers($fullPath: ID!, $iid: String!) {
              project(fullPath: $fullPath) {
                mergeRequest(iid: $iid) { mergeabilityChecks { identifier status } {{enterprise}} }
              }
            }
            """,
            "project.mergeRequest"
        );

    /// <returns>Null where GitLab refuses, as with the token of a CI/CD job, or where its version does not have the checks.</returns>
    private static async Task<JsonObject?> ChecksAsync(JsonObject merge, CallerGitLab gitlab, CancellationToken ct)
    {
        // `group/app!5`
        if ((merge["references"] as JsonObject)?["full"]?.ToString().Split('!') is not [var path, var iid])
        {
            return null;
        }

        // The field is there in every tier but the Community Edition.
        var document = merge.ContainsKey("approvals_before_merge") ? ChecksOfEnterprise : Checks;
        var variables = new JsonObject { ["fullPath"] = path, ["iid"] = iid };
        using var answer = await gitlab.QueryAsync(document, variables, ct) as GitLabAnswer;
        return answer?.TryObject();
    }

    /// <summary>The checks that fail, by the names that detailed_merge_status has for them.</summary>
    private static List<string> Failed(JsonObject? more) =>
        [
            .. (more?["mergeability_checks"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Where(check => check["status"]?.ToString() == "FAILED")
                .Select(check => check["identifier"]?.ToString().ToLowerInvariant())
                .OfType<string>(),
        ];

    /// <summary>What the merge request itself says, where the checks are not known.</summary>
    private static List<string> OfFields(JsonObject merge, string status)
    {
        (string Check, bool Fails)[] known =
        [
            (status, true),
            ("draft_status", Is(merge["draft"], JsonValueKind.True)),
            ("conflict", Is(merge["has_conflicts"], JsonValueKind.True)),
            ("discussions_not_resolved", Is(merge["blocking_discussions_resolved"], JsonValueKind.False)),
        ];
        return [.. known.Where(one => one.Fails).Select(one => one.Check).Distinct()];
    }

    private static JsonArray Blocking(JsonObject? more)
    {
        var rows = new JsonArray();
        foreach (
            var other in (
                (more?["blocking_merge_requests"] as JsonObject)?["visible_merge_requests"] as JsonArray ?? []
            ).OfType<JsonObject>()
        )
        {
            if (other["state"]?.ToString() == "merged")
            {
                continue;
            }

            // GraphQL writes the number as a text, and calls take a number.
            var row = other.DeepClone();
            row["iid"] = long.TryParse(other["iid"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var iid) ? iid : null;
            rows.Add(row);
        }

        return rows;
    }

    private static bool Is(JsonNode? value, JsonValueKind kind) => value?.GetValueKind() == kind;
}
