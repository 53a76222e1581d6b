namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>Sends operations of GraphQL as a caller.</summary>
internal static class GraphQLQuery
{
    // The variable of the documents that read something of a project, or of any namespace.
    private const string FullPath = "projectId";

    /// <returns>The thing at the document's path, in the form of REST; or a refusal.</returns>
    public static async Task<GitLabReply> QueryAsync(
        this CallerGitLab gitlab,
        GraphQLDocument document,
        JsonObject variables,
        CancellationToken ct
    )
    {
        var reply = await AskAsync(gitlab, document, variables, ct);
        if (
            reply is not GitLabRefusal { IsNotFound: true }
            || document.IsMutation
            || await NewPathAsync(gitlab, (string?)variables[FullPath], ct) is not { } path
        )
        {
            return reply;
        }

        variables[FullPath] = path;
        return await AskAsync(gitlab, document, variables, ct);
    }

    private static async Task<GitLabReply> AskAsync(
        CallerGitLab gitlab,
        GraphQLDocument document,
        JsonObject variables,
        CancellationToken ct
    )
    {
        for (var text = document.With(variables); ; )
        {
            var reply = await gitlab.SendAsync(document.Request(text, variables), ct);
            if (OptionalFields.Without(text, reply) is not { } known)
            {
                return GraphQLReply.Of(reply, document);
            }

            (reply as GitLabAnswer)?.Dispose();
            text = known;
        }
    }

    /// <summary>Where a project is now that was moved: GraphQL does not know its former paths, and REST redirects them.</summary>
    /// <returns>Null for a project that was not moved, and for a group.</returns>
    private static async Task<string?> NewPathAsync(CallerGitLab gitlab, string? path, CancellationToken ct)
    {
        // The path of a project has a group or user before it.
        if (path?.Contains('/', StringComparison.Ordinal) != true)
        {
            return null;
        }

        using var answer = await gitlab.GetAsync($"projects/{path}", ct) as GitLabAnswer;
        return answer?.TryObject()?["path_with_namespace"]?.ToString() is { } now && !now.Equals(path, StringComparison.OrdinalIgnoreCase)
            ? now
            : null;
    }
}
