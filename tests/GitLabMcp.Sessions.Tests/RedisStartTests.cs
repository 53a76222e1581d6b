using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Store.Redis;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GitLabMcp.Sessions.Tests;

/// <summary>What Sessions says at its start of a Redis that is not set up for it (docs/reliability.md, S12 and F7).</summary>
public sealed class RedisStartTests
{
    private const string Keys = "--SESSION_KEYS=a-secret-of-the-test-that-is-long-enough";

    private static readonly string[] User = ["--user", "limited", "on", "nopass"];

    [Theory]
    [InlineData("save 60 1", "--save", "60 1", "--save \"\"")]
    [InlineData("append-only file", "--appendonly", "yes", "--appendonly no")]
    public async Task Refuses_a_Redis_that_writes_to_disk_and_says_how_to_mend_it(string what, string argument, string value, string fix)
    {
        var folder = Directory.CreateTempSubdirectory();
        await using var redis = await RedisServer.StartAsync(argument, value, "--dir", folder.FullName);

        var refusal = await Assert.ThrowsAsync<InvalidSettingException>(() => StartAsync(redis));

        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(fix, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ALLOW_PERSISTENT_REDIS=true", refusal.Message, StringComparison.Ordinal);
        await using (await StartAsync(redis, "--ALLOW_PERSISTENT_REDIS=true"))
        {
            await redis.KillAsync();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Names_the_commands_that_Redis_denies_and_that_it_needs()
    {
        await using var redis = await RedisServer.StartAsync([.. User, "~*", "&*", "+@all", "-time", "-zcount"]);
        await using var scriptless = await RedisServer.StartAsync([.. User, "~*", "&*", "+@all", "-eval", "-evalsha"]);

        var commands = await Assert.ThrowsAsync<InvalidSettingException>(() => StartAsLimitedUserAsync(redis));
        var scripts = await Assert.ThrowsAsync<InvalidSettingException>(() => StartAsLimitedUserAsync(scriptless));

        Assert.Contains("TIME, ZCOUNT", commands.Message, StringComparison.Ordinal);
        Assert.Contains("EVALSHA", scripts.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serves_with_a_managed_Redis_that_says_nothing_of_itself()
    {
        await using var redis = await RedisServer.StartAsync([
            .. User,
            "~gitlab-mcp:*",
            "&gitlab-mcp:*",
            "+@all",
            "-config",
            "-info",
            "-script",
            "-echo",
            "-client",
        ]);
        await using var host = await StartAsLimitedUserAsync(redis);

        var findings = await host.Services.GetRequiredService<RedisCheck>().RunAsync(TestContext.Current.CancellationToken);
        var answer = await host.AskAsync(null, "glpat-alice-0000000000000001", RequestKind.Initialize);

        Assert.NotNull(answer.Admitted);
        Assert.Contains(findings, finding => !finding.IsFatal && finding.Sentence.Contains("does not say", StringComparison.Ordinal));
        Assert.DoesNotContain(findings, finding => finding.IsFatal);
    }

    [Fact]
    public async Task Warns_of_a_policy_that_evicts_sessions()
    {
        await using var redis = await RedisServer.StartAsync("--maxmemory", "100mb", "--maxmemory-policy", "volatile-lru");
        await using var host = await StartAsync(redis);

        var findings = await host.Services.GetRequiredService<RedisCheck>().RunAsync(TestContext.Current.CancellationToken);

        var finding = Assert.Single(findings);
        Assert.False(finding.IsFatal);
        Assert.Contains("maxmemory-policy volatile-lru", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starts_without_Redis_and_ends_when_it_turns_out_to_write_to_disk()
    {
        await using var redis = RedisServer.Stopped("--save", "60 1");
        await using var host = await StartAsync(redis);
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        Assert.False(lifetime.ApplicationStopping.IsCancellationRequested);

        await redis.RestartEmptyAsync();
        await Until.TrueAsync(() => lifetime.ApplicationStopping.IsCancellationRequested);

        Environment.ExitCode = 0;
    }

    private static Task<SessionsHost> StartAsync(RedisServer redis, params string[] settings) =>
        StartAsync(redis.ConnectionString, settings);

    private static Task<SessionsHost> StartAsLimitedUserAsync(RedisServer redis) =>
        StartAsync($"{redis.ConnectionString},user=limited,password=any", []);

    private static Task<SessionsHost> StartAsync(string redis, string[] settings) =>
        SessionsHost.StartAsync([Keys, $"--ConnectionStrings:redis={redis}", "--Logging:LogLevel:Default=None", .. settings]);
}
