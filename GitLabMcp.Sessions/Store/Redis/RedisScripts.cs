using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>Runs the scripts beside this file, each as one round trip of at most a quarter of a second.</summary>
/// <param name="now">Null in production, where the server's clock rules; tests give the time in ms since 1970.</param>
internal sealed class RedisScripts(IConnectionMultiplexer redis, RedisDurations durations, TimeProvider clock, Func<long>? now)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);
    private static readonly ActivitySource Source = new("GitLabMcp.Sessions");

    /// <summary>Redis' clock, or the test's: the first argument of nearly every script.</summary>
    public RedisValue Now => now is null ? "" : now();

    public async ValueTask<RedisResult> RunAsync(RedisScript script, RedisKey[] keys, RedisValue[] arguments, CancellationToken ct)
    {
        // Attributes by OpenTelemetry's conventions for Redis.
        using var activity = Source.StartActivity(script.Span, ActivityKind.Client);
        activity?.SetTag("db.system.name", "redis").SetTag("db.operation.name", "EVALSHA").SetTag("db.stored_procedure.name", script.Name);
        try
        {
            return await AskAsync("EVALSHA", script.Name, database => EvaluateAsync(database, script, keys, arguments), ct);
        }
        catch (StoreUnavailableException e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.InnerException!.GetType().Name);
            throw;
        }
        catch (StoreFullException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, "OOM");
            throw;
        }
    }

    /// <summary>Leaves the index: three sets, one round trip.</summary>
    public async ValueTask RemoveFromIndexAsync(string key, string principal, CancellationToken ct) =>
        await AskAsync(
            "ZREM",
            script: null,
            async database =>
            {
                await Task.WhenAll(
                    database.SortedSetRemoveAsync(Keys.ByUse, key),
                    database.SortedSetRemoveAsync(Keys.ByToken, key),
                    database.SortedSetRemoveAsync(Keys.OfPrincipal(principal), key)
                );
                return true;
            },
            ct
        );

    public async ValueTask DeleteAsync(RedisKey key, CancellationToken ct) =>
        await AskAsync("DEL", script: null, database => database.KeyDeleteAsync(key), ct);

    /// <returns>False when the key was there.</returns>
    public ValueTask<bool> SetOnceAsync(RedisKey key, TimeSpan ttl, CancellationToken ct) =>
        AskAsync("SET", script: null, database => database.StringSetAsync(key, 1, ttl, When.NotExists), ct);

    /// <summary>The sessions of a principal.</summary>
    public async ValueTask<string[]> SessionsOfAsync(string principal, CancellationToken ct)
    {
        var sessions = await AskAsync(
            "ZRANGE",
            script: null,
            database => database.SortedSetRangeByRankAsync(Keys.OfPrincipal(principal)),
            ct
        );
        return [.. sessions.Select(static key => (string)key!)];
    }

    /// <summary>Sessions whose token ended after one time and until another, at most 500.</summary>
    public async ValueTask<string[]> TokensEndedAsync(long from, long to, CancellationToken ct)
    {
        var ended = await AskAsync(
            "ZRANGEBYSCORE",
            script: null,
            database => database.SortedSetRangeByScoreAsync(Keys.ByToken, from, to, Exclude.Start, take: 500),
            ct
        );
        return [.. ended.Select(static key => (string)key!)];
    }

    /// <summary>By hash; a server that does not know the script (new, or restarted) gets its text once.</summary>
    private static async Task<RedisResult> EvaluateAsync(IDatabase database, RedisScript script, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return await database.ScriptEvaluateAsync(script.Hash, keys, arguments);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return await database.ScriptEvaluateAsync(script.Text, keys, arguments);
        }
    }

    /// <param name="command">For metrics.</param>
    /// <param name="script">The name of the script; null for other commands.</param>
    private async ValueTask<T> AskAsync<T>(string command, string? script, Func<IDatabase, Task<T>> ask, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            return await ask(redis.GetDatabase()).WaitAsync(Timeout, clock, ct);
        }
        catch (RedisServerException e) when (e.Message.Contains("OOM command not allowed", StringComparison.Ordinal))
        {
            error = "out_of_memory";
            throw new StoreFullException(e);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            error = e is TimeoutException ? "timeout" : "unavailable";
            throw new StoreUnavailableException(e);
        }
        catch (OperationCanceledException)
        {
            error = "cancelled";
            throw;
        }
        finally
        {
            durations.Record(command, script, error, began);
        }
    }
}

/// <summary>A script and the preludes it stands on, read from this assembly.</summary>
internal sealed class RedisScript
{
    public static readonly RedisScript Touch = new("touch", "window", "record");
    public static readonly RedisScript Create = new("create", "window", "record");
    public static readonly RedisScript Evict = new("evict", "window", "record");
    public static readonly RedisScript Revoke = new("revoke", "window", "record");
    public static readonly RedisScript Carry = new("carry", "window", "record");
    public static readonly RedisScript Expire = new("expire", "window", "record");
    public static readonly RedisScript Reserve = new("reserve", "window");
    public static readonly RedisScript Leave = new("leave", "window");
    public static readonly RedisScript Refresh = new("refresh");
    public static readonly RedisScript Credential = new("credential", "window");
    public static readonly RedisScript Limit = new("limit", "window");
    public static readonly RedisScript Count = new("count", "window");
    public static readonly RedisScript Waits = new("waits", "window");
    public static readonly RedisScript Probe = new("probe");
    public static readonly RedisScript GrantCreate = new("grant-create", "window", "grant");
    public static readonly RedisScript GrantRedeem = new("grant-redeem", "window", "grant");
    public static readonly RedisScript GrantRotate = new("grant-rotate", "window", "grant");
    public static readonly RedisScript GrantFind = new("grant-find", "window", "grant");
    public static readonly RedisScript GrantRenew = new("grant-renew", "window", "grant");
    public static readonly RedisScript GrantExpire = new("grant-expire", "window", "grant");
    public static readonly RedisScript GrantEnd = new("grant-end", "window", "grant");
    public static readonly RedisScript Grants = new("grants", "window");

    [SuppressMessage("Security", "CA5350", Justification = "Redis names scripts by SHA-1; nothing is protected by it.")]
    private RedisScript(string name, params string[] preludes)
    {
        (Name, Span) = (name, "EVALSHA " + name);
        Text = string.Concat(preludes.Append(name).Select(Read));
        Hash = SHA1.HashData(Encoding.UTF8.GetBytes(Text));
    }

    public string Name { get; }

    public string Span { get; }

    public string Text { get; }

    /// <summary>How Redis names a script it has seen (EVALSHA): the SHA-1 of its text.</summary>
    public byte[] Hash { get; }

    private static string Read(string name)
    {
        using var stream = typeof(RedisScript).Assembly.GetManifestResourceStream(name + ".lua")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd() + "\n";
    }
}
