using System.Globalization;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Routes.Demo;

namespace GitLabMcp.Fake.World;

/// <summary>A project's repository, merge requests, pipelines and milestones, which only a demo's GitLab serves
/// (<see cref="FakeGitLab.AsDemo"/>).</summary>
public sealed partial class FakeProject
{
    public FakeRepository Repository { get; } = new();

    public List<JsonObject> MergeRequests { get; } = [];

    public List<JsonObject> Pipelines { get; } = [];

    public List<JsonObject> Jobs { get; } = [];

    public List<JsonObject> Milestones { get; } = [];

    /// <summary>Logs by the id of the job.</summary>
    internal Dictionary<string, string> Logs { get; } = [];

    /// <summary>The files that jobs left, by the id of the job and their path.</summary>
    internal Dictionary<string, Dictionary<string, string>> Artifacts { get; } = [];

    /// <summary>Who approved, by the iid of the merge request.</summary>
    internal Dictionary<string, List<FakeUser>> Approvals { get; } = [];

    /// <summary>What only some may push to or create.</summary>
    internal List<JsonObject> ProtectedBranches { get; } = [];

    internal List<JsonObject> ProtectedTags { get; } = [];

    private Dictionary<string, List<JsonObject>> CommitComments { get; } = [];

    internal List<JsonObject> CommentsOf(string commit) => ListOf(CommitComments, commit);

    public FakeProject WithProtection(string branch, string tags)
    {
        ProtectedBranches.Add(ProtectionRoutes.Branch(call: null, branch, _world.NextId()));
        ProtectedTags.Add(ProtectionRoutes.Tag(call: null, tags, _world.NextId()));
        return this;
    }

    public FakeProject WithSnippet(string title, string author, DateTimeOffset at, string path, string text)
    {
        _world.Snippets.Add(new FakeSnippet(_world.NextId(), this, _world.User(author), title, at) { Files = { [path] = text } });
        return this;
    }

    /// <summary>A commit on a branch, which the first commit makes. A file without a text is deleted.</summary>
    public FakeProject WithCommit(
        string branch,
        string author,
        DateTimeOffset at,
        string message,
        params (string Path, string? Text)[] changes
    )
    {
        Repository.Commit(branch, _world.User(author), at, message, changes);
        return this;
    }

    /// <summary>A branch that begins where another one is.</summary>
    public FakeProject WithBranch(string name, string from)
    {
        Repository.Branches[name] = Repository.Find(from)!;
        return this;
    }

    public FakeProject WithTag(string name, string at)
    {
        Repository.Tags[name] = Repository.Find(at)!;
        return this;
    }

    public FakeProject WithMergeRequest(string title, string author, string source, Action<JsonObject>? change = null)
    {
        var head = Repository.Find(source)!;
        var merge = CodeShapes.MergeRequest(
            _world.NextId(),
            MergeRequests.Count + 1,
            this,
            _world.User(author),
            title,
            source,
            FakeRepository.DefaultBranch,
            head.At
        );
        _world.Dated(merge);
        change?.Invoke(merge);
        MergeRequests.Add(merge);
        return this;
    }

    /// <summary>Merges a merge request.</summary>
    internal FakeProject WithMerged(int iid, string by, DateTimeOffset at)
    {
        var merge = MergeRequestRoutes.Fresh(this, MergeRequests[iid - 1]);
        var (source, target) = ((string)merge["source_branch"]!, (string)merge["target_branch"]!);
        var message = $"Merge branch '{source}' into '{target}'\n\n{merge["title"]}\n\nSee merge request {FullPath}!{iid}";
        merge["merge_commit_sha"] = Repository.Merge(source, target, _world.User(by), at, message).Id;
        (merge["state"], merge["detailed_merge_status"], merge["merge_user"]) = ("merged", "not_open", Shapes.User(_world.User(by)));
        (merge["merged_at"], merge["updated_at"]) = (CodeShapes.Time(at), CodeShapes.Time(at));
        Repository.Branches.Remove(source);
        return this;
    }

    internal FakeUser UserOf(JsonNode person) => _world.User((string)person["username"]!);

    /// <summary>A file that a job left.</summary>
    internal FakeProject WithArtifact(string job, string path, string text)
    {
        Artifacts[job] = new() { [path] = text };
        var found = Jobs.First(one => one["id"]!.ToJsonString() == job);
        found["artifacts"] = new JsonArray(
            new JsonObject
            {
                ["file_type"] = "archive",
                ["size"] = 400,
                ["filename"] = "artifacts.zip",
            }
        );
        found["artifacts_file"] = new JsonObject { ["filename"] = "artifacts.zip", ["size"] = 400 };
        found["artifacts_expire_at"] = CodeShapes.Time(_world.Time.GetUtcNow().AddDays(30));
        return this;
    }

    /// <summary>A thread of a review on a line of a merge request's newest changes.</summary>
    public FakeProject WithReview(int mergeRequestIid, string path, int line, params (string Author, string Body)[] notes)
    {
        var iid = mergeRequestIid.ToString(CultureInfo.InvariantCulture);
        var discussion = FakeRepository.Sha($"{iid} {path} {line}");
        foreach (var (author, body) in notes)
        {
            var note = Shapes.Note(_world.NextId(), Id, mergeRequestIid, _world.User(author), body);
            _world.Dated(note);
            (note["type"], note["noteable_type"], note["discussion_id"]) = ("DiffNote", "MergeRequest", discussion);
            (note["resolvable"], note["resolved"]) = (true, false);
            note["position"] = new JsonObject
            {
                ["position_type"] = "text",
                ["old_path"] = path,
                ["new_path"] = path,
                ["old_line"] = null,
                ["new_line"] = line,
            };
            SuggestionRoutes.Mark(note, _world.NextId());
            AddNote("merge_requests", iid, note);
        }

        return this;
    }

    public FakeProject WithPipeline(
        long id,
        string user,
        string branch,
        string status,
        params (string Stage, string Name, string Status, string Log)[] jobs
    )
    {
        var pipeline = CodeShapes.Pipeline(id, Pipelines.Count + 1, this, _world.User(user), status, branch, Repository.Find(branch)!);
        Pipelines.Insert(0, pipeline);
        foreach (var (stage, name, outcome, log) in jobs)
        {
            Jobs.Add(CodeShapes.Job((id * 10) + Jobs.Count + 1, this, pipeline, stage, name, outcome));
            Logs[Jobs[^1]["id"]!.ToJsonString()] = log;
        }

        return this;
    }

    public FakeProject WithMilestone(string title, Action<JsonObject>? change = null)
    {
        var milestone = CodeShapes.Milestone(_world.NextId(), Milestones.Count + 1, this, title);
        _world.Dated(milestone);
        change?.Invoke(milestone);
        Milestones.Add(milestone);
        return this;
    }

    /// <summary>A comment that counts on what it is about.</summary>
    internal void AddNote(string kind, string iid, JsonObject note)
    {
        NotesOf(kind, iid).Add(note);
        if ((kind == "issues" ? Issues : MergeRequests).Find(one => one["iid"]!.ToJsonString() == iid) is { } subject)
        {
            subject["user_notes_count"] = subject["user_notes_count"]!.GetValue<int>() + 1;
            Tell(_world.User((string)note["author"]!["username"]!), "commented on", "Note", (string)subject["title"]!);
        }
    }
}
