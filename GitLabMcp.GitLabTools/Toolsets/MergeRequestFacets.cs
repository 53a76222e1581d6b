using System.ComponentModel;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>One merge request, and what belongs to it in the same call.</summary>
internal static partial class MergeRequests
{
    // What a lean answer keeps of each facet.
    private static string[] Facets =>
    [
        "approvals(approved,approvals_required,approvals_left,approved_by(user(username)))",
        "changed_files(old_path,new_path,new_file?,renamed_file?,deleted_file?)",
        "commits(id,title,author_name,created_at)",
        "deployments(id,status,sha,environment(name,external_url),created_at)",
        "discussions(id,notes(id,body,author(username),created_at,system?,resolvable?,resolved?,position(new_path,new_line,old_path,old_line)))",
        "pipelines(id,status,ref,sha,source,created_at,web_url)",
        "incomplete",
        "not_available",
    ];

    private static async Task<ToolReply> GetAsync(GetMergeRequest arguments, GitLabSession gitlab, CancellationToken ct)
    {
        var number = arguments.MergeRequestIid!.Value;
        Facet[] facets = [.. (arguments.Include ?? []).Concat(arguments.IncludeSummaries ? [Facet.Approvals, Facet.Commits, Facet.Deployments] : []).Distinct().Order()];
        var reply = await gitlab.GetAsync($"projects/{arguments.ProjectId}/merge_requests/{number}", ct);
        if (facets.Length == 0 || reply is not GitLabAnswer { IsJson: true } answer)
        {
            return ToolReply.Of(reply);
        }

        using (answer)
        {
            var all = JsonNode.Parse(answer.Body.Span)!.AsObject();
            var branch = all["source_branch"]?.ToString() ?? "";
            var replies = await Task.WhenAll(facets.Select(facet => FacetAsync(facet, arguments.ProjectId, number, gitlab, ct)));
            var (incomplete, missing) = (new JsonArray(), new JsonObject());
            foreach (var (facet, part) in facets.Zip(replies))
            {
                var name = ArgumentText.Of(facet);
                if (part is not GitLabAnswer { IsJson: true } given)
                {
                    missing[name] = part is GitLabRefusal refusal ? refusal.Sentence : "GitLab answered with something that is not JSON.";
                    continue;
                }

                using (given)
                {
                    var node = JsonNode.Parse(given.Body.Span);
                    all[name] = facet == Facet.Deployments ? OfBranch(node as JsonArray, branch) : node;
                    if (given.NextPage is not null)
                    {
                        incomplete.Add(name);
                    }
                }
            }

            if (incomplete.Count > 0)
            {
                // Each shows its first 100; the tools that list them have the rest.
                all["incomplete"] = incomplete;
            }

            if (missing.Count > 0)
            {
                all["not_available"] = missing;
            }

            return ToolReply.Of(GitLabAnswer.Of(all));
        }
    }

    private static Task<GitLabReply> FacetAsync(Facet facet, ProjectId project, long number, GitLabSession gitlab, CancellationToken ct) => facet switch
    {
        Facet.Approvals => gitlab.GetAsync($"projects/{project}/merge_requests/{number}/approvals", ct),
        Facet.ChangedFiles => gitlab.GetAsync($"projects/{project}/merge_requests/{number}/diffs?per_page=100", ct),
        Facet.Commits => gitlab.GetAsync($"projects/{project}/merge_requests/{number}/commits?per_page=100", ct),
        Facet.Deployments => gitlab.GetAsync($"projects/{project}/deployments?order_by=id&sort=desc&per_page=100", ct),
        Facet.Discussions => gitlab.GetAsync($"projects/{project}/merge_requests/{number}/discussions?per_page=100", ct),
        Facet.Pipelines => gitlab.GetAsync($"projects/{project}/merge_requests/{number}/pipelines", ct),
        _ => throw new ArgumentOutOfRangeException(nameof(facet)),
    };

    private static JsonArray OfBranch(JsonArray? deployments, string branch) =>
        new([.. (deployments ?? []).Where(deployment => deployment?["ref"]?.ToString() == branch).Select(deployment => deployment?.DeepClone())]);

    private enum Facet { Approvals, ChangedFiles, Commits, Deployments, Discussions, Pipelines }

    private sealed record GetMergeRequest(
        [Description("Project number, or full path like group/app.")] ProjectId ProjectId,
        [Description("Number of the merge request in its project; or give source_branch.")] long? MergeRequestIid = null,
        [Description("Its source branch, instead of the number.")] string? SourceBranch = null,
        [Description("Add these, the first 100 of each.")] Facet[]? Include = null,
        [Description("Same as include approvals, commits, deployments.")] bool IncludeSummaries = false,
        [Description("full gives every field GitLab has.")] DetailLevel Detail = DetailLevel.Lean);
}
