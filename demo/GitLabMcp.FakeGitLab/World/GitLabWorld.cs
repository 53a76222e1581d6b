using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.World;

/// <summary>Everything the fake GitLab knows.</summary>
public sealed partial class GitLabWorld
{
    private readonly ConcurrentDictionary<string, FakeToken> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FakeProject> _byTarget = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FakeProject> _projects = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, JsonObject> _namespaces = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<FakeUser> _users = [];
    private long _lastId = 1000;

    /// <summary>By which tokens end.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public IReadOnlyList<FakeUser> Users => _users;

    public IReadOnlyList<FakeProject> Projects => [.. _projects.Values];

    public IReadOnlyCollection<JsonObject> Namespaces => _namespaces.Values;

    /// <summary>To-do items by user name.</summary>
    public Dictionary<string, List<JsonObject>> Todos { get; } = [];

    /// <summary>Members by full path of a group.</summary>
    public Dictionary<string, List<JsonObject>> GroupMembers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Open invitations by full path of a project or group.</summary>
    internal Dictionary<string, List<JsonObject>> Invitations { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Requests for access by full path of a project or group.</summary>
    internal Dictionary<string, List<JsonObject>> AccessRequests { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What users say of themselves, by their ids.</summary>
    internal Dictionary<long, JsonObject> Statuses { get; } = [];

    /// <summary>Which users starred which projects.</summary>
    internal HashSet<(long User, long Project)> Stars { get; } = [];

    /// <summary>Iterations by full path of a group.</summary>
    public Dictionary<string, List<JsonObject>> Iterations { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal List<FakeSnippet> Snippets { get; } = [];

    public FakeUser User(string username) =>
        _users.Find(user => user.Username == username) ?? throw new ArgumentException($"No user {username}.");

    public FakeProject? Project(string idOrPath) =>
        long.TryParse(idOrPath, out var id)
            ? _projects.Values.FirstOrDefault(project => project.Id == id)
            : _projects.GetValueOrDefault(idOrPath);

    public JsonObject? FindNamespace(string idOrPath) =>
        _namespaces.Values.FirstOrDefault(space =>
            space["id"]!.ToJsonString() == idOrPath
            || string.Equals((string?)space["full_path"], idOrPath, StringComparison.OrdinalIgnoreCase)
        );

    public GitLabWorld WithTodo(string username, string project, string targetTitle)
    {
        if (!Todos.TryGetValue(username, out var todos))
        {
            Todos[username] = todos = [];
        }

        var todo = Dated(Shapes.Todo(NextId(), Project(project)!, User(username), targetTitle));
        Project(project)!.Aim(todo, targetTitle);
        todos.Add(todo);
        return this;
    }

    internal FakeUser AddUser(string username)
    {
        var user = new FakeUser(_users.Count + 1, username, char.ToUpperInvariant(username[0]) + username[1..]);
        _users.Add(user);
        _namespaces[username] = Shapes.Namespace(NextId(), username, "user");
        return user;
    }

    public void AddToken(FakeToken token) => _tokens[token.Value] = token;

    internal void Revoke(string token) => _tokens[token].Revoked = true;

    internal FakeProject AddProject(string fullPath)
    {
        var project = new FakeProject(this, _projects.Count + 1, fullPath);
        _projects[fullPath] = project;
        _byTarget[$"/api/v4/projects/{project.Id}"] = project;
        _byTarget[$"/api/v4/projects/{Uri.EscapeDataString(fullPath)}"] = project;
        return project;
    }

    internal JsonObject Namespace(string fullPath)
    {
        if (!_namespaces.TryGetValue(fullPath, out var space))
        {
            _namespaces[fullPath] = space = Shapes.Namespace(NextId(), fullPath, "group");
        }

        return (JsonObject)space.DeepClone();
    }

    internal long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>The answer to GET of one project, when that is what the target asks for.</summary>
    internal byte[]? PrebuiltProject(string target) => _byTarget.TryGetValue(target, out var project) ? project.Bytes : null;

    /// <summary>The token that a request carries in the header of its kind; null when there is none that GitLab knows.</summary>
    internal FakeToken? TokenOf(IHeaderDictionary headers)
    {
        if (headers.Authorization is [{ } bearer] && bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return Known(bearer[7..]) is { Kind: not TokenKind.Job } token ? token : null;
        }

        return headers.TryGetValue("PRIVATE-TOKEN", out var own)
            ? Known(own.ToString()) is { Kind: TokenKind.Personal } personal
                ? personal
                : null
            : headers.TryGetValue("JOB-TOKEN", out var jobs) && Known(jobs.ToString()) is { Kind: TokenKind.Job } job
                ? job
                : null;
    }

    /// <summary>A token that may be used; null for any other.</summary>
    internal FakeToken? Live(string token) => Known(token) is { Revoked: false } live ? live : null;

    internal void TryRevoke(string token)
    {
        if (_tokens.TryGetValue(token, out var known))
        {
            known.Revoked = true;
        }
    }

    private FakeToken? Known(string text)
    {
        if (_tokens.GetValueOrDefault(text) is not { } token)
        {
            return null;
        }

        if (token.Ends is { } ends && ends <= Time.GetUtcNow())
        {
            token.Revoked = true;
        }
        else if (!token.Revoked)
        {
            token.FirstUse?.Invoke();
        }

        return token;
    }
}
