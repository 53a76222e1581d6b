namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Reads one issue, with everything that the call includes.</summary>
internal static partial class Issues
{
    private const string MergeRequestInside = "(iid,project_id,title,state,draft,author(username),source_branch,target_branch,web_url)";

    private static string IncludedFields =>
        string.Join(", ", [.. Enum.GetValues<Part>().Select(part => IncludeOf(part).LeanFields), Includes.Notes]);

    private static Include IncludeOf(Part part) =>
        part switch
        {
            // The field closed_by of an issue is the person who closed it.
            Part.ClosedBy => new(
                ["list_merge_requests", "get_merge_request"],
                "closed_by_merge_requests" + MergeRequestInside,
                (subject, ct) => subject.GitLab.GetAsync($"projects/{subject.Project}/issues/{subject.Number}/closed_by", ct)
            ),
            Part.Discussions => new(
                ["list_issue_discussions"],
                "discussions(id,notes(id,body,author(username),created_at,system?,internal,resolvable?,resolved))",
                (subject, ct) => subject.GitLab.GetAsync($"projects/{subject.Project}/issues/{subject.Number}/discussions?per_page=100", ct)
            ),
            Part.Links => new(
                ["list_issue_links"],
                "links(issue_link_id,link_type,iid,project_id,title,state,web_url)",
                (subject, ct) => subject.GitLab.GetAsync($"projects/{subject.Project}/issues/{subject.Number}/links", ct)
            ),
            Part.RelatedMergeRequests => new(
                ["list_merge_requests", "get_merge_request"],
                "related_merge_requests" + MergeRequestInside,
                (subject, ct) => subject.GitLab.GetAsync($"projects/{subject.Project}/issues/{subject.Number}/related_merge_requests", ct)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };

    private static Task<ToolReply> GetAsync(GetIssue arguments, ToolContext context, CancellationToken ct) =>
        Includes.AddAsync(
            IssueSuccessor.AddAsync(
                context.GitLab.GetAsync($"projects/{arguments.Issue.ProjectId}/issues/{arguments.Issue.IssueIid}", ct),
                context.GitLab,
                ct
            ),
            arguments.Issue.ProjectId,
            arguments.Issue.IssueIid,
            [.. (arguments.Include ?? []).Distinct().Order().Select(IncludeOf)],
            context,
            ct
        );

    private enum Part
    {
        ClosedBy,
        Discussions,
        Links,
        RelatedMergeRequests,
    }

    private sealed record GetIssue(
        IssueRef Issue,
        [Description("Also these; closed_by: merge requests.")] Part[]? Include = null,
        [Description("Same as detail full.")] [HiddenByDefault] bool? FullResponse = null,
        [Description("full: every field.")] [HiddenByDefault] DetailLevel Detail = DetailLevel.Lean
    );
}
