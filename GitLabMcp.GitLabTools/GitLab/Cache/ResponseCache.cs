namespace GitLabMcp.GitLabTools.GitLab.Cache;

/// <summary>Keeps small answers that have an ETag, each for the token that got it. The next time, GitLab is asked as that token
/// whether its answer has changed, and an answer is shown again only when GitLab says 304 to that.</summary>
internal sealed class ResponseCache(TimeProvider time) : IDisposable
{
    private const int MaxBodyLength = 64 * 1024;
    private const int MaxTagLength = 200;
    private const long MaxBytes = 16 * 1024 * 1024;

    // What an entry costs besides its texts, which bounds the number of entries too.
    private const int EntryBytes = 512;

    private readonly BoundedCache<Key, Entry> _entries = new(MaxBytes, TimeSpan.FromMinutes(5), time);

    public Entry? Find(TokenDigest token, GitLabRequest request) =>
        request.Method == HttpMethod.Get && request.ReadBody is null ? _entries.Find(new(token, request.Path)) : null;

    public void Keep(TokenDigest token, GitLabRequest request, HttpResponseMessage response, GitLabAnswer answer, Paging paging)
    {
        var headers = response.Headers.NonValidated;
        if (
            request.Method != HttpMethod.Get
            || answer.Status != 200
            || !answer.IsJson
            || answer.Body.Length is 0 or > MaxBodyLength
            || !headers.TryGetValues("ETag", out var tags)
            || tags.ToString() is not { Length: <= MaxTagLength } tag
            || (
                headers.TryGetValues("Cache-Control", out var rules)
                && rules.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            return;
        }

        _entries.Set(
            new(token, request.Path),
            new(tag, answer.Body.ToArray(), answer.ContentType, paging),
            size: EntryBytes + (2L * request.Path.Length) + answer.Body.Length
        );
    }

    /// <summary>Removes what a token has read, because GitLab no longer accepts the token.</summary>
    public void Forget(TokenDigest token) => _entries.RemoveWhere(key => key.Token == token);

    public void Dispose() => _entries.Dispose();

    internal sealed record Entry(string Tag, byte[] Body, string? ContentType, Paging Paging)
    {
        /// <param name="response">GitLab's 304, whose headers may be newer.</param>
        public GitLabAnswer Answer(HttpResponseMessage response, GitLabRequest request)
        {
            var pooled = AnswerArrays.Rent(Body.Length);
            Body.CopyTo(pooled, 0);
            return new(200, ContentType, pooled, Body.Length, Paging.IsIn(response) ? Paging.Of(response) : Paging)
            {
                RateLimit = request.ReadsRateLimit ? RateLimit.Of(response) : null,
            };
        }
    }

    internal readonly record struct Key(TokenDigest Token, string Path);
}
