using GitLabMcp.GitLabTools.Tools.Arguments;

namespace GitLabMcp.GitLabTools.Tools.Calling;

/// <summary>Finds where the name of a branch ends in an address: git has no branch `feature` beside `feature/x`, so the shortest name
/// that exists is the right one.</summary>
internal static class SlashedRefs
{
    private const int MaxTries = 5;

    /// <returns>Null to go on, or the reply that ends the call.</returns>
    public static async Task<ToolReply?> ResolveAsync(
        SlashedRef slashed,
        BoundTool tool,
        CallValues values,
        CallerGitLab gitlab,
        CancellationToken ct
    )
    {
        var parts = slashed.Parts;
        for (var length = 1; length <= Math.Min(MaxTries, parts.Length); length++)
        {
            var name = new GitRef(string.Join('/', parts[..length]));
            var reply = await gitlab.GetAsync($"projects/{values.Project}/repository/commits/{name}?stats=false", ct);
            if (reply is GitLabAnswer answer)
            {
                answer.Dispose();
                return Set(slashed, tool, values, name, parts[length..]);
            }

            if (reply is not GitLabRefusal { Status: 404 })
            {
                break;
            }
        }

        return slashed.Path is null ? ToolReply.Refuse(Sentence(slashed)) : null;
    }

    private static string Sentence(SlashedRef slashed) =>
        $"Where the name ends in this url cannot be told, as it may have slashes. Give {slashed.Ref} itself.";

    private static ToolReply? Set(SlashedRef slashed, BoundTool tool, CallValues values, GitRef name, string[] rest)
    {
        // Without an argument for the rest, a change could be made to another branch than the address means.
        if (slashed.Path is null && rest.Length > 0 && tool.Tool.Access != Access.Read)
        {
            return ToolReply.Refuse(Sentence(slashed));
        }

        values[slashed.Ref] = name;
        if (slashed.Path is { } path)
        {
            values[path] =
                rest.Length > 0 && tool.Arguments.Find(path)!.Read(ScalarText.Json(string.Join('/', rest))) is Reading<object>.Value read
                    ? read.Result
                    : null;
        }

        return null;
    }
}
