using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using GitLabMcp.GitLabTools.Tools;

namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>Commits, their statuses, and who wrote which line.</summary>
internal static class Commits
{
    public static IEnumerable<Tool> Tools =>
    [
        Tool.List<ListCommits>("list_commits", "projects/{project_id}/repository/commits", "List commits of a branch, a file or a time, newest first.")
            .Keeping("id", "title", "author_name", "committed_date", "stats", "trailers?"),
        Tool.Get<GetCommit>("get_commit", "projects/{project_id}/repository/commits/{sha}", "Get one commit with its message and counts of changed lines. The changes: get_commit_diff.")
            .Keeping("id", "message", "author_name", "author_email", "authored_date", "committer_name", "committed_date", "parent_ids", "stats", "status", "last_pipeline(id,status,ref,web_url)", "trailers?", "web_url"),
        Tool.List<GetCommitDiff>("get_commit_diff", "projects/{project_id}/repository/commits/{sha}/diff", "Read the changes of a commit, file by file.")
            .After(FullDiff).Keeping(Diffs.File),
        Tool.Get<GetBlame>("get_file_blame", "projects/{project_id}/repository/files/{file_path}/blame", "See which commit last changed each line of a file; give a range for long files.")
            .Keeping("commit(id,message,author_name,authored_date)", "lines"),
        Tool.List<ListStatuses>("list_commit_statuses", "projects/{project_id}/repository/commits/{sha}/statuses", "List what CI jobs and outside services say about a commit.").Keeping(Status),
        Tool.Post<CreateStatus>("create_commit_status", "projects/{project_id}/statuses/{sha}", "Report the state of an outside check for a commit.").Keeping(Status),
    ];

    private static string[] Status =>
        ["id", "name", "status", "sha", "ref", "description", "target_url", "pipeline_id", "allow_failure?", "coverage", "author", "created_at", "started_at", "finished_at"];

    private static Step FullDiff => new("per_page", (values, _, _) =>
    {
        values["per_page"] = values["full_diff"] is true ? 100 : values["per_page"];
        return Task.FromResult<ToolReply?>(null);
    });

    private enum CommitOrder { Default, Topo }

    private enum CheckState { Pending, Running, Success, Failed, Canceled, Skipped }

    private enum StatusOrder { Id, PipelineId }

    private sealed record ListCommits(
        ProjectId ProjectId,
        [Description("Branch, tag or range like v1..v2; the default branch unless given.")] string? RefName = null,
        [Description("Only after this time.")] DateTimeOffset? Since = null,
        [Description("Only before this time.")] DateTimeOffset? Until = null,
        [Description("Only those that change this file or folder.")] string? Path = null,
        [Description("Only by this author; a part of name or email.")] string? Author = null,
        [Description("Of all branches.")] bool? All = null,
        [Description("Add counts of changed lines.")] bool? WithStats = null,
        [Description("Follow only the first parent of merges.")] bool? FirstParent = null,
        [Description("Order; default is by time.")] CommitOrder? Order = null,
        [Description("Add the trailers of messages, like Signed-off-by.")] bool? Trailers = null);

    private sealed record GetCommit(
        ProjectId ProjectId,
        [Description("SHA, or name of a branch or tag.")] Id Sha,
        [Description("Counts of changed lines; true unless given.")] bool? Stats = null);

    private sealed record GetCommitDiff(
        ProjectId ProjectId,
        [Description("SHA, or name of a branch or tag.")] Id Sha,
        [Ours][Description("As many files in one answer as fit (pages of 100).")] bool FullDiff = false);

    private sealed record GetBlame(
        ProjectId ProjectId,
        [Description("Path of the file in the repository.")] Id FilePath,
        [Description("Branch, tag or SHA.")] string Ref,
        [Description("First line, from 1; together with range_end.")][SentAs("range[start]")][Range(1, 10_000_000)] int? RangeStart = null,
        [Description("Last line.")][SentAs("range[end]")][Range(1, 10_000_000)] int? RangeEnd = null);

    private sealed record ListStatuses(
        ProjectId ProjectId,
        [Description("SHA of the commit.")] Id Sha,
        [Description("Only of this branch or tag.")] string? Ref = null,
        [Description("Only of this stage.")] string? Stage = null,
        [Description("Only of this name.")] string? Name = null,
        [Description("Only of this pipeline number.")] long? PipelineId = null,
        [Description("Order; id unless given.")] StatusOrder? OrderBy = null,
        [Description("Direction; asc unless given.")] Projects.Sort? Sort = null,
        [Description("Older statuses of the same name too.")] bool? All = null);

    private sealed record CreateStatus(
        ProjectId ProjectId,
        [Description("SHA of the commit.")] Id Sha,
        [Description("State of the check.")] CheckState State,
        [Description("Branch or tag it belongs to.")] string? Ref = null,
        [Description("Name of the check; default unless given.")] string? Name = null,
        [Description("Another word for name; give one of both.")] string? Context = null,
        [Description("Link to the check's page.")] string? TargetUrl = null,
        [Description("A short text about the outcome.")] string? Description = null,
        [Description("Test coverage in percent.")] double? Coverage = null,
        [Description("Number of the pipeline, when the commit has several.")] long? PipelineId = null);
}
