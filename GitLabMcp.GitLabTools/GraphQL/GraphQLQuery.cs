namespace GitLabMcp.GitLabTools.GraphQL;

/// <summary>Sends operations of GraphQL as a caller.</summary>
internal static class GraphQLQuery
{
    /// <returns>The thing at the document's path, in the form of REST; or a refusal.</returns>
    public static async Task<GitLabReply> QueryAsync(
        this CallerGitLab gitlab,
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
}
