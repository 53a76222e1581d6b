using System.Globalization;
using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.World;

/// <summary>GitLab's JSON of repositories, merge requests, pipelines and milestones.</summary>
internal static class CodeShapes
{
    private const string Web = Shapes.Web;

    public static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static JsonObject Commit(FakeProject project, FakeCommit commit, bool withStats = false)
    {
        var json = new JsonObject
        {
            ["id"] = commit.Id,
            ["short_id"] = commit.Id[..8],
            ["created_at"] = Time(commit.At),
            ["parent_ids"] = new JsonArray([.. commit.Parents.Select(parent => JsonValue.Create(parent.Id))]),
            ["title"] = commit.Title,
            ["message"] = commit.Message,
            ["author_name"] = commit.Author.Name,
            ["author_email"] = $"{commit.Author.Username}@example.com",
            ["authored_date"] = Time(commit.At),
            ["committer_name"] = commit.Author.Name,
            ["committer_email"] = $"{commit.Author.Username}@example.com",
            ["committed_date"] = Time(commit.At),
            ["trailers"] = new JsonObject(Trailers(commit)),
            ["web_url"] = $"{Web}/{project.FullPath}/-/commit/{commit.Id}",
        };
        if (withStats)
        {
            var (added, removed) = (commit.Changes.Sum(change => change.Added), commit.Changes.Sum(change => change.Removed));
            json["stats"] = new JsonObject
            {
                ["additions"] = added,
                ["deletions"] = removed,
                ["total"] = added + removed,
            };
        }

        return json;
    }

    /// <summary>`Changelog: fixed` in the last lines of the message.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Trailers(FakeCommit commit) =>
        commit
            .Message.Split('\n')
            .Skip(2)
            .Select(line => line.Split(": ", 2))
            .Where(parts => parts is [var name, _] && !name.Contains(' ', StringComparison.Ordinal))
            .DistinctBy(parts => parts[0])
            .Select(parts => KeyValuePair.Create(parts[0], (JsonNode?)parts[1]));

    public static JsonObject Diff(FakeChange change) =>
        new()
        {
            ["diff"] = change.Diff,
            ["new_path"] = change.Path,
            ["old_path"] = change.Path,
            ["a_mode"] = change.Before is null ? "0" : "100644",
            ["b_mode"] = change.After is null ? "0" : "100644",
            ["new_file"] = change.Before is null,
            ["renamed_file"] = false,
            ["deleted_file"] = change.After is null,
            ["generated_file"] = false,
            ["collapsed"] = false,
            ["too_large"] = false,
        };

    public static JsonObject Branch(FakeProject project, string name, FakeCommit commit) =>
        new()
        {
            ["name"] = name,
            ["commit"] = Commit(project, commit),
            ["merged"] = name != FakeRepository.DefaultBranch && project.Repository.History(FakeRepository.DefaultBranch)!.Contains(commit),
            ["protected"] = name == FakeRepository.DefaultBranch,
            ["developers_can_push"] = false,
            ["developers_can_merge"] = false,
            ["can_push"] = true,
            ["default"] = name == FakeRepository.DefaultBranch,
            ["web_url"] = $"{Web}/{project.FullPath}/-/tree/{name}",
        };

    public static JsonObject Tag(FakeProject project, string name, FakeCommit commit) =>
        new()
        {
            ["name"] = name,
            ["message"] = "",
            ["target"] = commit.Id,
            ["commit"] = Commit(project, commit),
            ["release"] = null,
            ["protected"] = false,
            ["created_at"] = Time(commit.At),
        };

    public static JsonObject MergeRequest(
        long id,
        int iid,
        FakeProject project,
        FakeUser author,
        string title,
        string source,
        string target,
        DateTimeOffset at
    ) =>
        new()
        {
            ["id"] = id,
            ["iid"] = iid,
            ["project_id"] = project.Id,
            ["title"] = title,
            ["description"] = "",
            ["state"] = "opened",
            ["created_at"] = Time(at),
            ["updated_at"] = Time(at),
            ["merged_at"] = null,
            ["merge_user"] = null,
            ["closed_at"] = null,
            ["closed_by"] = null,
            ["target_branch"] = target,
            ["source_branch"] = source,
            ["user_notes_count"] = 0,
            ["upvotes"] = 0,
            ["downvotes"] = 0,
            ["author"] = Shapes.User(author),
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["reviewers"] = new JsonArray(),
            ["source_project_id"] = project.Id,
            ["target_project_id"] = project.Id,
            ["labels"] = new JsonArray(),
            ["draft"] = false,
            ["milestone"] = null,
            ["merge_when_pipeline_succeeds"] = false,
            ["detailed_merge_status"] = "mergeable",
            ["approvals_before_merge"] = null,
            ["merge_error"] = null,
            ["merge_commit_sha"] = null,
            ["squash_commit_sha"] = null,
            ["squash"] = false,
            ["discussion_locked"] = null,
            ["should_remove_source_branch"] = null,
            ["force_remove_source_branch"] = false,
            ["has_conflicts"] = false,
            ["blocking_discussions_resolved"] = true,
            ["task_completion_status"] = new JsonObject { ["count"] = 0, ["completed_count"] = 0 },
            ["references"] = new JsonObject
            {
                ["short"] = $"!{iid}",
                ["relative"] = $"!{iid}",
                ["full"] = $"{project.FullPath}!{iid}",
            },
            ["web_url"] = $"{Web}/{project.FullPath}/-/merge_requests/{iid}",
        };

    public static JsonObject Pipeline(
        long id,
        int iid,
        FakeProject project,
        FakeUser user,
        string status,
        string branch,
        FakeCommit commit
    ) =>
        new()
        {
            ["id"] = id,
            ["iid"] = iid,
            ["project_id"] = project.Id,
            ["name"] = null,
            ["status"] = status,
            ["source"] = "push",
            ["ref"] = branch,
            ["sha"] = commit.Id,
            ["tag"] = false,
            ["yaml_errors"] = null,
            ["user"] = Shapes.User(user),
            ["created_at"] = Time(commit.At),
            ["updated_at"] = Time(commit.At.AddMinutes(3)),
            ["started_at"] = Time(commit.At.AddMinutes(1)),
            ["finished_at"] = Time(commit.At.AddMinutes(3)),
            ["duration"] = 120,
            ["queued_duration"] = 60,
            ["coverage"] = null,
            ["web_url"] = $"{Web}/{project.FullPath}/-/pipelines/{id}",
        };

    public static JsonObject Job(long id, FakeProject project, JsonObject pipeline, string stage, string name, string status) =>
        new()
        {
            ["id"] = id,
            ["status"] = status,
            ["stage"] = stage,
            ["name"] = name,
            ["ref"] = pipeline["ref"]!.DeepClone(),
            ["tag"] = false,
            ["coverage"] = null,
            ["allow_failure"] = false,
            ["failure_reason"] = status == "failed" ? "script_failure" : null,
            ["created_at"] = pipeline["created_at"]!.DeepClone(),
            ["started_at"] = pipeline["started_at"]!.DeepClone(),
            ["finished_at"] = pipeline["finished_at"]!.DeepClone(),
            ["erased_at"] = null,
            ["duration"] = 60,
            ["queued_duration"] = 2,
            ["user"] = pipeline["user"]!.DeepClone(),
            ["pipeline"] = new JsonObject
            {
                ["id"] = pipeline["id"]!.DeepClone(),
                ["project_id"] = project.Id,
                ["status"] = pipeline["status"]!.DeepClone(),
                ["ref"] = pipeline["ref"]!.DeepClone(),
            },
            ["runner"] = new JsonObject
            {
                ["id"] = 3,
                ["description"] = "shed",
                ["active"] = true,
            },
            ["artifacts"] = new JsonArray(),
            ["tag_list"] = new JsonArray(),
            ["web_url"] = $"{Web}/{project.FullPath}/-/jobs/{id}",
        };

    public static JsonObject Milestone(long id, int iid, FakeProject project, string title) =>
        new()
        {
            ["id"] = id,
            ["iid"] = iid,
            ["project_id"] = project.Id,
            ["title"] = title,
            ["description"] = "",
            ["state"] = "active",
            ["created_at"] = "2026-01-05T09:30:00.000Z",
            ["updated_at"] = "2026-01-05T09:30:00.000Z",
            ["due_date"] = null,
            ["start_date"] = null,
            ["expired"] = false,
            ["web_url"] = $"{Web}/{project.FullPath}/-/milestones/{iid}",
        };
}
