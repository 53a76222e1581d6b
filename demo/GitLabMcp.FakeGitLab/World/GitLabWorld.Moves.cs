using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitLabMcp.Fake.World;

/// <summary>Projects and groups that get another address.</summary>
public sealed partial class GitLabWorld
{
    /// <summary>False where the address is taken.</summary>
    internal bool TryMove(FakeProject project, string path)
    {
        if (Project(path) is not null)
        {
            return false;
        }

        var before = project.FullPath;
        _projects.Remove(before);
        _byTarget.TryRemove($"/api/v4/projects/{Uri.EscapeDataString(before)}", out _);
        project.MoveTo(path, Namespace(path[..path.LastIndexOf('/')]));
        _projects[path] = project;
        _byTarget[$"/api/v4/projects/{Uri.EscapeDataString(path)}"] = project;
        Readdress(DocumentsBelow($"projects/{project.Id}/"), before, path);
        MoveKeys(Invitations, before, path);
        MoveKeys(AccessRequests, before, path);
        return true;
    }

    /// <summary>Moves a group with its subgroups, its projects and all that it has. False where the address is taken.</summary>
    internal bool TryMove(JsonObject group, string path)
    {
        var before = (string)group["full_path"]!;
        if (FindNamespace(path) is not null || Project(path) is not null)
        {
            return false;
        }

        foreach (var (key, space) in _namespaces.Where(space => IsIn(space.Key, before)).ToList())
        {
            _namespaces.Remove(key);
            var now = path + key[before.Length..];
            (space["full_path"], space["web_url"]) = (now, $"{Shapes.Web}/groups/{now}");
            _namespaces[now] = space;
        }

        foreach (var project in Projects.Where(project => IsIn(project.FullPath, before)))
        {
            TryMove(project, path + project.FullPath[before.Length..]);
        }

        MoveKeys(_documents, $"groups/{before}", $"groups/{path}");
        MoveKeys(GroupMembers, before, path);
        MoveKeys(Invitations, before, path);
        MoveKeys(AccessRequests, before, path);
        MoveKeys(Iterations, before, path);
        Readdress(DocumentsBelow($"groups/{path}/"), $"groups/{before}", $"groups/{path}");
        return true;
    }

    /// <summary>Puts the new address in place of the old one in what was written down: `https://gitlab.example.com/old/-/issues/1` and
    /// `old#1`.</summary>
    internal static void Readdress(IEnumerable<JsonObject> documents, string before, string now)
    {
        foreach (var document in documents)
        {
            var moved = document
                .ToJsonString()
                .Replace($"{Shapes.Web}/{before}/", $"{Shapes.Web}/{now}/", StringComparison.Ordinal)
                .Replace($"\"full\":\"{before}", $"\"full\":\"{now}", StringComparison.Ordinal);
            foreach (var (field, value) in JsonSerializer.Deserialize<JsonObject>(moved)!)
            {
                document[field] = value?.DeepClone();
            }
        }
    }

    private IEnumerable<JsonObject> DocumentsBelow(string start) =>
        _documents.Where(list => list.Key.StartsWith(start, StringComparison.OrdinalIgnoreCase)).SelectMany(list => list.Value);

    private static void MoveKeys<T>(Dictionary<string, T> of, string before, string now)
    {
        foreach (var (key, value) in of.Where(one => IsIn(one.Key, before)).ToList())
        {
            of.Remove(key);
            of[now + key[before.Length..]] = value;
        }
    }

    /// <summary>The same path, or one below it.</summary>
    private static bool IsIn(string path, string above) =>
        path.StartsWith(above, StringComparison.OrdinalIgnoreCase) && (path.Length == above.Length || path[above.Length] == '/');
}
