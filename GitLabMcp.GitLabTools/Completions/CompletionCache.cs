using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools.Definition;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace GitLabMcp.GitLabTools.Completions;

/// <summary>What was found for half a minute, each for the token that found it: who types asks again with every letter.</summary>
internal sealed class CompletionCache : IDisposable
{
    private const long MostBytes = 4 * 1024 * 1024;

    // What an entry and a text cost besides their letters.
    private const int Frame = 256;
    private const int TextFrame = 32;

    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _entries = new(
        Options.Create(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.2 })
    );
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;

    public CompletionCache(TimeProvider time)
    {
        _time = time;

        // It sweeps when it is used; what is over must go from an idle server too. On the machine's clock, as its own.
        _sweep = TimeProvider.System.CreateTimer(_ => _entries.Compact(0), state: null, dueTime: CacheDuration, period: CacheDuration);
    }

    public CompletionReply.Values? Find(TokenDigest token, string tool, string arguments) =>
        _entries.TryGetValue(new Key(token, tool, arguments), out Entry? entry) && entry!.Until > _time.GetUtcNow() ? entry.Values : null;

    public void Keep(TokenDigest token, string tool, string arguments, CompletionReply.Values values) =>
        _entries.Set(
            new Key(token, tool, arguments),
            new Entry(values, _time.GetUtcNow() + CacheDuration),
            new MemoryCacheEntryOptions
            {
                Size = Frame + (2L * arguments.Length) + values.All.Sum(value => TextFrame + (2L * value.Length)),
                AbsoluteExpirationRelativeToNow = CacheDuration,
            }
        );

    public void Dispose()
    {
        _sweep.Dispose();
        _entries.Dispose();
    }

    private sealed record Entry(CompletionReply.Values Values, DateTimeOffset Until);

    private sealed record Key(TokenDigest Token, string Tool, string Arguments);
}
