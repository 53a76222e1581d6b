using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.Fake.World;

/// <summary>A commit, and all files as they are after it.</summary>
public sealed record FakeCommit(
    string Id,
    FakeCommit[] Parents,
    string Message,
    FakeUser Author,
    DateTimeOffset At,
    IReadOnlyDictionary<string, string> Files
)
{
    public string Title => Message.Split('\n')[0];

    /// <summary>What it changed.</summary>
    internal IReadOnlyList<FakeChange> Changes =>
        FakeChange.Between(Parents is [var parent, ..] ? parent.Files : new Dictionary<string, string>(), Files);
}

/// <summary>Branches and tags with their commits; every commit knows all its files.</summary>
public sealed class FakeRepository
{
    public const string DefaultBranch = "main";

    public SortedDictionary<string, FakeCommit> Branches { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, FakeCommit> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>A commit on a branch, which the first commit makes. A file without a text is deleted.</summary>
    public FakeCommit Commit(
        string branch,
        FakeUser author,
        DateTimeOffset at,
        string message,
        params IEnumerable<(string Path, string? Text)> changes
    )
    {
        var parent = Branches.GetValueOrDefault(branch);
        var files = new Dictionary<string, string>(parent?.Files ?? new Dictionary<string, string>());
        foreach (var (path, text) in changes)
        {
            if (text is null)
            {
                files.Remove(path);
            }
            else
            {
                files[path] = text;
            }
        }

        return Branches[branch] = Of(parent is null ? [] : [parent], author, at, message, files);
    }

    /// <summary>Brings what the source changed since both parted into the target.</summary>
    internal FakeCommit Merge(string source, string target, FakeUser author, DateTimeOffset at, string message)
    {
        var (theirs, ours) = (Branches[source], Branches[target]);
        var files = new Dictionary<string, string>(ours.Files);
        foreach (var change in FakeChange.Between(Base(ours, theirs)?.Files ?? ours.Files, theirs.Files))
        {
            if (change.After is null)
            {
                files.Remove(change.Path);
            }
            else
            {
                files[change.Path] = change.After;
            }
        }

        return Branches[target] = Of([ours, theirs], author, at, message, files);
    }

    /// <summary>Makes what the source changed since both parted one commit on top of the target.</summary>
    internal void Rebase(string source, string target, FakeUser author, DateTimeOffset at)
    {
        var (theirs, ours) = (Branches[source], Branches[target]);
        if (Base(ours, theirs) is { } start && start != ours)
        {
            Branches[source] = Apply(ours, FakeChange.Between(start.Files, theirs.Files), author, at, theirs.Message);
        }
    }

    /// <summary>A commit on a branch that changes what another one changed, or takes it back.</summary>
    /// <returns>Null where the branch has other text in these files.</returns>
    internal FakeCommit? Pick(string branch, FakeCommit picked, bool isBackwards, FakeUser author, DateTimeOffset at, string message)
    {
        var changes = picked
            .Changes.Select(change => isBackwards ? new FakeChange(change.Path, change.After, change.Before) : change)
            .ToList();
        var head = Branches[branch];
        return changes.Exists(change => head.Files.GetValueOrDefault(change.Path) != change.Before)
            ? null
            : Branches[branch] = Apply(head, changes, author, at, message);
    }

    private static FakeCommit Apply(FakeCommit parent, IEnumerable<FakeChange> changes, FakeUser author, DateTimeOffset at, string message)
    {
        var files = new Dictionary<string, string>(parent.Files);
        foreach (var change in changes)
        {
            if (change.After is null)
            {
                files.Remove(change.Path);
            }
            else
            {
                files[change.Path] = change.After;
            }
        }

        return Of([parent], author, at, message, files);
    }

    /// <summary>By branch, tag, beginning of an id, or HEAD.</summary>
    internal FakeCommit? Find(string name) =>
        Branches.GetValueOrDefault(name == "HEAD" ? DefaultBranch : name)
        ?? Tags.GetValueOrDefault(name)
        ?? (name.Length < 7 ? null : All.FirstOrDefault(commit => commit.Id.StartsWith(name, StringComparison.Ordinal)));

    /// <summary>The commits of `main`, or those of `v1.0..main` that are not in v1.0, newest first; null where there is no
    /// such thing.</summary>
    internal IEnumerable<FakeCommit>? History(string range) =>
        range.Split("..") switch
        {
            [var from, var to] => Find(from) is { } old && Find(to) is { } head ? Reachable([head]).Except(Reachable([old])) : null,
            _ => Find(range) is { } head ? Reachable([head]) : null,
        };

    /// <summary>The lines of a file, each with the commit that wrote it.</summary>
    internal static List<(string Line, FakeCommit Commit)> Blame(FakeCommit at, string path)
    {
        var lines = new List<(string Line, FakeCommit Commit)>();
        foreach (var commit in Reachable([at]).AsEnumerable().Reverse())
        {
            var now = FakeChange.Lines(commit.Files.GetValueOrDefault(path));
            var (start, end) = FakeChange.Same([.. lines.Select(line => line.Line)], now);
            lines = [.. lines[..start], .. now[start..^end].Select(line => (line, commit)), .. lines[^end..]];
        }

        return lines;
    }

    /// <summary>Where two lines of commits parted.</summary>
    internal static FakeCommit? Base(FakeCommit one, FakeCommit other) => Reachable([one]).Intersect(Reachable([other])).FirstOrDefault();

    internal IEnumerable<FakeCommit> All => Reachable([.. Branches.Values, .. Tags.Values]);

    private static List<FakeCommit> Reachable(FakeCommit[] heads)
    {
        var seen = new HashSet<FakeCommit>(ReferenceEqualityComparer.Instance);
        var next = new Stack<FakeCommit>(heads);
        while (next.TryPop(out var commit))
        {
            if (seen.Add(commit))
            {
                Array.ForEach(commit.Parents, next.Push);
            }
        }

        return [.. seen.OrderByDescending(commit => commit.At)];
    }

    private static FakeCommit Of(
        FakeCommit[] parents,
        FakeUser author,
        DateTimeOffset at,
        string message,
        Dictionary<string, string> files
    ) =>
        new(
            Sha($"{string.Concat(parents.Select(parent => parent.Id))}{message}{at:O}{string.Concat(files)}"),
            parents,
            message,
            author,
            at,
            files
        );

    /// <summary>Forty hex digits, the same for the same text.</summary>
    internal static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));
}
