using System.Buffers;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace GitLabMcp.GitLabTools.GitLab.Cache;

/// <summary>Small answers with an ETag, for five minutes, each for the token that got it: the next time GitLab is asked
/// whether it changed, as that token, and need not send it again. Nothing is shown that GitLab did not just allow.</summary>
internal sealed class ResponseCache : IDisposable
{
    private const int LargestBody = 64 * 1024;
    private const int LongestTag = 200;
    private const long MostBytes = 16 * 1024 * 1024;

    // What an entry costs besides its texts: that bounds their number too.
    private const int Frame = 512;

    private static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;
    private readonly MemoryCache _entries;
    private readonly ITimer _sweep;

    public ResponseCache(TimeProvider time)
    {
        _time = time;
        _entries = new(Options.Create(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.2 }));

        // It sweeps when it is used; what is over must go from an idle server too. On the machine's clock, as its own.
        _sweep = TimeProvider.System.CreateTimer(_ => _entries.Compact(0), state: null, dueTime: CacheDuration, period: CacheDuration / 5);
    }

    public Entry? Find(TokenDigest token, GitLabRequest request) =>
        request.Method == HttpMethod.Get
        && _entries.TryGetValue(new Key(token, request.Path), out Entry? entry)
        && entry!.Until > _time.GetUtcNow()
            ? entry
            : null;

    public void Keep(TokenDigest token, GitLabRequest request, HttpResponseMessage response, GitLabAnswer answer, Paging paging)
    {
        var headers = response.Headers.NonValidated;
        if (
            request.Method != HttpMethod.Get
            || answer.Status != 200
            || !answer.IsJson
            || answer.Body.Length is 0 or > LargestBody
            || !headers.TryGetValues("ETag", out var tags)
            || tags.ToString() is not { Length: <= LongestTag } tag
            || (
                headers.TryGetValues("Cache-Control", out var rules)
                && rules.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            return;
        }

        var size = Frame + (2L * request.Path.Length) + answer.Body.Length;
        _entries.Set(
            new Key(token, request.Path),
            new Entry(tag, answer.Body.ToArray(), answer.ContentType, paging, _time.GetUtcNow() + CacheDuration),
            new MemoryCacheEntryOptions { Size = size, AbsoluteExpirationRelativeToNow = CacheDuration }
        );
    }

    /// <summary>That token is dead: what it read goes with it.</summary>
    public void Forget(TokenDigest token)
    {
        foreach (var key in _entries.Keys)
        {
            if (key is Key { Token: var owner } && owner == token)
            {
                _entries.Remove(key);
            }
        }
    }

    public void Dispose()
    {
        _sweep.Dispose();
        _entries.Dispose();
    }

    internal sealed record Entry(string Tag, byte[] Body, string? ContentType, Paging Paging, DateTimeOffset Until)
    {
        /// <param name="response">GitLab's 304, whose headers may say more.</param>
        public GitLabAnswer Answer(HttpResponseMessage response, GitLabRequest request)
        {
            var pooled = ArrayPool<byte>.Shared.Rent(Body.Length);
            Body.CopyTo(pooled, 0);
            return new(200, ContentType, pooled, Body.Length, Paging.IsSaid(response) ? Paging.Of(response) : Paging)
            {
                RateLimit = request.ReadsRateLimit ? RateLimit.Of(response) : null,
            };
        }
    }

    private sealed record Key(TokenDigest Token, string Path);
}
