using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.World;

/// <summary>What only the demo has: lists of GitLab's documents that need no more than being read and written, and dates.</summary>
public sealed partial class GitLabWorld
{
    private static readonly string[] DateFields = ["created_at", "updated_at", "requested_at"];

    private readonly Dictionary<string, List<JsonObject>> _documents = new(StringComparer.OrdinalIgnoreCase);
    private Func<DateTimeOffset>? _clock;

    /// <summary>The time of what is made. It stands still in tests, which compare whole answers.</summary>
    internal string Now => _clock is null ? Shapes.Then : CodeShapes.Time(_clock());

    /// <summary>Whether what is made has dates of its own.</summary>
    internal bool IsDated => _clock is not null;

    /// <summary>Whether what is made is dated, and other things follow from it.</summary>
    internal bool IsLive { get; private set; }

    /// <param name="list">`projects/1/variables`, `groups/garden/wikis`.</param>
    internal List<JsonObject> DocumentsOf(string list) =>
        _documents.TryGetValue(list, out var documents) ? documents : _documents[list] = [];

    private readonly Dictionary<long, JsonObject> _more = [];

    /// <summary>Held by each request while it reads or changes the world.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>What only the work item of an issue has: `status`, `parent`, `startDate`.</summary>
    internal JsonObject MoreOf(long workItem) => _more.TryGetValue(workItem, out var more) ? more : _more[workItem] = [];

    /// <summary>What is made from now on was made then.</summary>
    internal GitLabWorld When(DateTimeOffset then)
    {
        _clock = () => then;
        return this;
    }

    /// <summary>What is made from now on is made at the time of the call.</summary>
    internal void GoLive()
    {
        _clock = () => Time.GetUtcNow();
        IsLive = true;
    }

    internal JsonObject Dated(JsonObject made)
    {
        foreach (var field in DateFields.Where(made.ContainsKey))
        {
            made[field] = Now;
        }

        return made;
    }
}
