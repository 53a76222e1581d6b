using System.ComponentModel;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>One merge request, and what belongs to it in the same call.</summary>
internal static partial class MergeRequests
{
    private static string IncludedFields =>
        string.Join(", ", [.. Enum.GetValues<Part>().Select(part => IncludeOf(part).LeanFields), Includes.Notes]);

    private static Include IncludeOf(Part part) =>
        part switch
        {
            Part.Approvals => new(
                "approvals(approved,approvals_required,approvals_left,approved_by(user(username)))",
                (one, ct) => one.GitLab.GetAsync($"projects/{one.Project}/merge_requests/{one.Number}/approvals", ct)
            ),
            Part.ChangedFiles => new(
                "changed_files(old_path,new_path,new_file?,renamed_file?,deleted_file?)",
                (one, ct) => one.GitLab.GetAsync($"projects/{one.Project}/merge_requests/{one.Number}/diffs?per_page=100", ct)
            ),
            Part.Commits => new(
                "commits(id,title,author_name,created_at)",
                (one, ct) => one.GitLab.GetAsync($"projects/{one.Project}/merge_requests/{one.Number}/commits?per_page=100", ct)
            ),
            Part.Conflicts => new("conflicts(has_conflicts,detailed_merge_status,note,files)", MergeRequestApprovals.ConflictsAsync),
            Part.Deployments => new("deployments(id,status,sha,environment(name,external_url),created_at)", DeploymentsAsync),
            Part.Discussions => new(
                "discussions(id,notes(id,body,author(username),created_at,system?,resolvable?,resolved?,"
                    + "position(new_path,new_line,old_path,old_line)))",
                (one, ct) => one.GitLab.GetAsync($"projects/{one.Project}/merge_requests/{one.Number}/discussions?per_page=100", ct)
            ),
            Part.Pipelines => new(
                "pipelines(id,status,ref,sha,source,created_at,web_url)",
                (one, ct) => one.GitLab.GetAsync($"projects/{one.Project}/merge_requests/{one.Number}/pipelines?per_page=100", ct)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };

    private static Task<ToolReply> GetAsync(GetMergeRequest arguments, CallerGitLab gitlab, CancellationToken ct)
    {
        var number = arguments.MergeRequestIid!.Value;
        var parts = (arguments.Include ?? [])
            .Concat(arguments.IncludeSummaries ? [Part.Approvals, Part.Commits, Part.Deployments] : [])
            .Distinct()
            .Order();
        return Includes.AddAsync(
            gitlab.GetAsync($"projects/{arguments.ProjectId}/merge_requests/{number}", ct),
            arguments.ProjectId,
            number,
            [.. parts.Select(IncludeOf)],
            gitlab,
            ct
        );
    }

    /// <summary>GitLab lists a project's; those of the source branch belong to the merge request.</summary>
    private static async Task<GitLabReply> DeploymentsAsync(IncludeSubject one, CancellationToken ct)
    {
        var reply = await one.GitLab.GetAsync($"projects/{one.Project}/deployments?order_by=id&sort=desc&per_page=100", ct);
        if (reply is not GitLabAnswer answer || answer.TryList() is not { } all)
        {
            return reply;
        }

        using (answer)
        {
            var branch = one.Json["source_branch"]?.ToString();
            return GitLabAnswer.Of(
                new JsonArray([
                    .. all.Where(deployment => deployment?["ref"]?.ToString() == branch).Select(deployment => deployment?.DeepClone()),
                ]),
                answer.NextPage
            );
        }
    }

    private enum Part
    {
        Approvals,
        ChangedFiles,
        Commits,
        Conflicts,
        Deployments,
        Discussions,
        Pipelines,
    }

    private sealed record GetMergeRequest(
        ProjectId ProjectId,
        [Description("The 5 of !5; or source_branch.")] long? MergeRequestIid = null,
        [Description("Instead of the iid.")] string? SourceBranch = null,
        [Description("Also these, up to 100 each.")] Part[]? Include = null,
        [Description("Approvals, commits, deployments.")] [HiddenByDefault] bool IncludeSummaries = false,
        [Description("full: every field.")] [HiddenByDefault] DetailLevel Detail = DetailLevel.Lean
    );
}
