using System.Globalization;
using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.World;

/// <summary>A project and what belongs to it, as GitLab's JSON.</summary>
public sealed partial class FakeProject
{
    private readonly GitLabWorld _world;
    private byte[]? _bytes;

    internal FakeProject(GitLabWorld world, long id, string fullPath)
    {
        (_world, Id, FullPath) = (world, id, fullPath);
        Json = Shapes.Project(id, fullPath, world.Namespace(fullPath[..fullPath.LastIndexOf('/')]));
    }

    internal GitLabWorld World => _world;

    public long Id { get; }

    public string FullPath { get; private set; }

    public JsonObject Json { get; }

    public List<JsonObject> Issues { get; } = [];

    public List<JsonObject> Labels { get; } = [];

    public List<JsonObject> Members { get; } = [];

    public List<JsonObject> Events { get; } = [];

    internal List<JsonObject> Links { get; } = [];

    internal Dictionary<string, List<JsonObject>> Notes { get; } = [];

    internal Dictionary<string, List<JsonObject>> Reactions { get; } = [];

    internal Dictionary<string, (byte[] Bytes, string ContentType)> Uploads { get; } = [];

    /// <summary>The project as bytes, built once until it changes.</summary>
    internal byte[] Bytes => _bytes ??= System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Json);

    public FakeProject WithIssue(string title, string author, Action<JsonObject>? change = null)
    {
        var issue = Shapes.Issue(_world.NextId(), NextIssueIid, this, title, _world.User(author));
        _world.Dated(issue);
        change?.Invoke(issue);
        Issues.Add(issue);
        return this;
    }

    public FakeProject WithLabel(string name, string color = "#428BCA", string? description = null)
    {
        Labels.Add(Shapes.Label(_world.NextId(), name, color, description));
        return this;
    }

    /// <param name="username">A user of the world.</param>
    /// <param name="accessLevel">10 guest, 20 reporter, 30 developer, 40 maintainer, 50 owner.</param>
    public FakeProject WithMember(string username, int accessLevel = 30)
    {
        Members.Add(_world.Dated(Shapes.Member(_world.User(username), accessLevel)));
        return this;
    }

    public FakeProject WithEvent(string username, string action, string targetType, string targetTitle)
    {
        var item = _world.Dated(Shapes.Event(_world.NextId(), Id, _world.User(username), action, targetType, targetTitle));
        Aim(item, targetTitle);
        Events.Add(item);
        return this;
    }

    /// <summary>A comment on an issue.</summary>
    public FakeProject WithNote(int issueIid, string author, string body)
    {
        NotesOf("issues", issueIid.ToString(CultureInfo.InvariantCulture))
            .Add(_world.Dated(Shapes.Note(_world.NextId(), Id, issueIid, _world.User(author), body)));
        return this;
    }

    /// <summary>A file that a comment can point to.</summary>
    public FakeProject WithUpload(string secret, string filename, byte[] bytes, string contentType)
    {
        Uploads[$"{secret}/{filename}"] = (bytes, contentType);
        return this;
    }

    /// <summary>A link between two issues of this project.</summary>
    public FakeProject WithLink(long id, int sourceIid, int targetIid)
    {
        var target = (JsonObject)Issues[targetIid - 1].DeepClone();
        (target["issue_link_id"], target["link_type"]) = (id, "relates_to");
        Links.Add(
            new JsonObject
            {
                ["id"] = id,
                ["source_issue"] = Issues[sourceIid - 1].DeepClone(),
                ["target_issue"] = target,
                ["link_type"] = "relates_to",
            }
        );
        return this;
    }

    /// <param name="subject">`issues/1/` for an issue, `issues/1/7` for its comment 7.</param>
    public FakeProject WithReaction(string subject, long id, string username, string name)
    {
        ReactionsOf(subject).Add(_world.Dated(Shapes.Reaction(id, name, _world.User(username))));
        return this;
    }

    /// <summary>Any other fields of GitLab's project document.</summary>
    public FakeProject With(string field, JsonNode? value)
    {
        Json[field] = value;
        Changed();
        return this;
    }

    /// <summary>Under another address, which its issues and merge requests have too.</summary>
    internal void MoveTo(string path, JsonObject space)
    {
        var before = FullPath;
        FullPath = path;
        GitLabWorld.Readdress(Issues.Concat(MergeRequests).Concat(Pipelines).Concat(Jobs), before, path);
        foreach (
            var (field, value) in Shapes.Project(Id, path, space).Where(field => $"{field.Value}".Contains(path, StringComparison.Ordinal))
        )
        {
            Json[field] = value?.DeepClone();
        }

        Json["name_with_namespace"] = path.Replace("/", " / ", StringComparison.Ordinal);
        Json["namespace"] = space.DeepClone();
        Changed();
    }

    /// <summary>What is made from now on was made then.</summary>
    internal FakeProject When(DateTimeOffset then)
    {
        _world.When(then);
        return this;
    }

    /// <summary>An issue that was deleted leaves its number behind.</summary>
    private long NextIssueIid => Issues.Count == 0 ? 1 : Issues.Max(issue => (long)issue["iid"]!) + 1;

    /// <summary>Writes down what somebody did, where the world is live.</summary>
    internal void Tell(FakeUser user, string action, string targetType, string title)
    {
        if (_world.IsLive)
        {
            WithEvent(user.Username, action, targetType, title);
        }
    }

    internal bool IsLive => _world.IsLive;

    internal string Now => _world.Now;

    /// <summary>A to-do item or event that is dated is of the issue or merge request that there is, where one has the title.</summary>
    internal void Aim(JsonObject item, string title)
    {
        if (_world.IsDated && Issues.Concat(MergeRequests).FirstOrDefault(one => (string?)one["title"] == title) is { } target)
        {
            (item["target_id"], item["target_iid"]) = (target["id"]!.DeepClone(), target["iid"]!.DeepClone());
            if (item["target"] is not null)
            {
                item.Remove("target_id");
                item.Remove("target_iid");
                item["target"] = target.DeepClone();
                item["target_url"] = target["web_url"]!.DeepClone();
            }
        }
    }

    internal void Changed() => _bytes = null;

    internal void CountOpenIssues(int more) => With("open_issues_count", Json["open_issues_count"]!.GetValue<int>() + more);

    internal List<JsonObject> NotesOf(string kind, string iid) => ListOf(Notes, $"{kind}/{iid}");

    internal List<JsonObject> ReactionsOf(string subject) => ListOf(Reactions, subject);

    private static List<JsonObject> ListOf(Dictionary<string, List<JsonObject>> lists, string key) =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];
}
