namespace GitLabMcp.Edge.OAuth;

/// <summary>Finds a client by its id: a sealed registration, or the address of a document about the client.</summary>
internal sealed class Clients(Seals seals, ClientDocuments documents, TimeProvider time)
{
    public async Task<Outcome> FindAsync(string id, CancellationToken ct)
    {
        if (id.StartsWith("https://", StringComparison.Ordinal))
        {
            return await documents.ReadAsync(id, ct) switch
            {
                ClientDocuments.Outcome.Known known => new Outcome.Found(known.Client),
                ClientDocuments.Outcome.Unusable unusable => new Outcome.Unknown(unusable.Sentence),
                var outcome => throw new UnreachableException(outcome.GetType().Name),
            };
        }

        return seals.Clients.Open(id) is { } registered && registered.Ends > time.GetUtcNow()
            ? new Outcome.Found(
                new OAuthClient(
                    id,
                    OAuthClient.Readable(registered.Name),
                    [.. registered.RedirectUris.Select(uri => RedirectUri.Parse(uri)!)]
                )
            )
            : new Outcome.Unknown(
                "The application is not registered here, or its registration has ended. "
                    + "Remove this server from the application and add it again."
            );
    }

    public abstract record Outcome
    {
        public sealed record Found(OAuthClient Client) : Outcome;

        /// <param name="Sentence">For the user: what is wrong and what to do.</param>
        public sealed record Unknown(string Sentence) : Outcome;
    }
}
