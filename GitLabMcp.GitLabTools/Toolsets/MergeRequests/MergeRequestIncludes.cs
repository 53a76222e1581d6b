namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Reads one merge request, with everything that the call includes.</summary>
internal static partial class MergeRequests
{
    private static string IncludedFields =>
        string.Join(", ", [.. Enum.GetValues<Part>().Select(part => IncludeOf(part).LeanFields), Includes.Notes]);

    private static Include IncludeOf(Part part) =>
        part switch
        {
            Part.Approvals => new(
                ["get_merge_request_approval_state"],
                "approvals(approved,approvals_required,approvals_left,approved_by(username,user(username)),"
                    + "rules(name,approvals_required,approved,approved_by(username),eligible_approvers(username)))",
                (subject, ct) => MergeRequestApprovals.OfIncludeAsync(subject.Project, subject.Number, subject.GitLab, ct)
            ),
            Part.ChangedFiles => new(
                // With detail: "full" it has the changes themselves.
                ["list_merge_request_changed_files", "get_merge_request_diffs", "list_merge_request_diffs", "get_merge_request_file_diff"],
                "changed_files(old_path,new_path,new_file?,renamed_file?,deleted_file?,collapsed,too_large?)",
                (subject, ct) =>
                    subject.GitLab.GetAsync($"projects/{subject.Project}/merge_requests/{subject.Number}/diffs?per_page=100", ct)
            ),
            Part.Commits => new(
                ["list_commits"],
                "commits(id,title,author_name,created_at)",
                (subject, ct) =>
                    subject.GitLab.GetAsync($"projects/{subject.Project}/merge_requests/{subject.Number}/commits?per_page=100", ct)
            ),
            Part.Conflicts => new(
                ["get_merge_request_conflicts"],
                "conflicts(has_conflicts,detailed_merge_status,note,files)",
                MergeRequestApprovals.ConflictsAsync
            ),
            Part.Deployments => new(
                ["list_deployments"],
                "deployments(id,status,sha,environment(name,external_url),created_at)",
                DeploymentsAsync
            ),
            Part.Discussions => new(
                ["mr_discussions", "get_merge_request_discussion", "get_merge_request_notes", "get_merge_request_note"],
                "discussions(id,notes(id,body,author(username),created_at,system?,internal,resolvable?,resolved,"
                    + "position(new_path,new_line,old_path,old_line,line_range),suggestions?(id,appliable,applied)))",
                (subject, ct) =>
                    subject.GitLab.GetAsync($"projects/{subject.Project}/merge_requests/{subject.Number}/discussions?per_page=100", ct)
            ),
            Part.Pipelines => new(
                ["list_merge_request_pipelines", "list_pipelines"],
                "pipelines(id,status,ref,sha,source,created_at,web_url)",
                (subject, ct) =>
                    subject.GitLab.GetAsync($"projects/{subject.Project}/merge_requests/{subject.Number}/pipelines?per_page=100", ct)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };

    private static Task<ToolReply> GetAsync(GetMergeRequest arguments, ToolContext context, CancellationToken ct)
    {
        var number = arguments.MergeRequestIid!.Value;
        var parts = (arguments.Include ?? [])
            .Concat(arguments.IncludeSummaries ? [Part.Approvals, Part.Commits, Part.Deployments] : [])
            .Distinct()
            .Order();
        return Includes.AddAsync(
            MergeBlockers.AddAsync(context.GitLab.GetAsync($"projects/{arguments.ProjectId}/merge_requests/{number}", ct), context, ct),
            arguments.ProjectId,
            number,
            [.. parts.Select(IncludeOf)],
            context,
            ct
        );
    }

    /// <summary>GitLab lists the deployments of a project. Those of the source branch belong to the merge request.</summary>
    private static async Task<GitLabReply> DeploymentsAsync(IncludeSubject subject, CancellationToken ct)
    {
        var reply = await subject.GitLab.GetAsync($"projects/{subject.Project}/deployments?order_by=id&sort=desc&per_page=100", ct);
        if (reply is not GitLabAnswer answer || answer.TryList() is not { } all)
        {
            return reply;
        }

        using (answer)
        {
            var branch = subject.Json["source_branch"]?.ToString();
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
        [Description("Instead of the iid.")] GitRef? SourceBranch = null,
        [Description("Also these, up to 100 each.")] Part[]? Include = null,
        [Description("Approvals, commits, deployments.")] [HiddenByDefault] bool IncludeSummaries = false,
        [Description("full: every field.")] [HiddenByDefault] DetailLevel Detail = DetailLevel.Lean
    );
}
