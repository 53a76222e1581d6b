using System.Diagnostics.Metrics;
using GitLabMcp.Sessions.Store;
using GitLabMcp.Sessions.Store.Grants;
using GitLabMcp.Sessions.Store.Redis;
using GitLabMcp.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace GitLabMcp.Sessions.Tests.Stores;

/// <summary>A store under a clock of the test's: one suite for both.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private static readonly RedisDurations Durations = new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()
    );

    private readonly Settings _settings;
    private readonly IConnectionMultiplexer? _redis;

    private TestStore(Settings settings, IConnectionMultiplexer? redis)
    {
        (_settings, _redis) = (settings, redis);
        Store = Make();
        Grants = MakeGrants();
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UnixEpoch.AddYears(56));

    public ISessionStore Store { get; private set; }

    public IGrantStore Grants { get; private set; }

    public IDatabase? Redis => _redis?.GetDatabase();

    public static async Task<TestStore> OpenAsync(string kind, Settings settings, RedisFixture redis)
    {
        if (kind == "memory")
        {
            return new(settings, null);
        }

        var options = ConfigurationOptions.Parse(redis.Server.ConnectionString);
        // Each test has a database of its own.
        options.DefaultDatabase = Interlocked.Increment(ref _databases) % RedisServer.Databases;
        options.AllowAdmin = true;
        return new(settings, await ConnectionMultiplexer.ConnectAsync(options));
    }

    private static int _databases;

    /// <summary>All is forgotten, as when Redis restarts.</summary>
    public async Task WipeAsync()
    {
        if (Redis is { } redis)
        {
            await redis.ExecuteAsync("FLUSHDB");
        }
        else
        {
            Store = Make();
            Grants = MakeGrants();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
        {
            await WipeAsync();
            await _redis.DisposeAsync();
        }
    }

    private IGrantStore MakeGrants() => _redis is null ? new MemoryGrantStore(Clock) : new RedisGrantStore(Scripts(_redis));

    // The time-out of a call goes by the test's clock as well: a slow machine fails no test.
    private RedisScripts Scripts(IConnectionMultiplexer redis) =>
        new(redis, Durations, Clock, () => Clock.GetUtcNow().ToUnixTimeMilliseconds());

    private ISessionStore Make() =>
        _redis is null ? new MemorySessionStore(_settings, Clock) : new RedisSessionStore(Scripts(_redis), _settings, TimeSpan.Zero);
}
