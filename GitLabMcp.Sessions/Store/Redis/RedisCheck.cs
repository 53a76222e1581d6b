using System.Globalization;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>Looks whether a Redis can be used, and whether it is set up so that nothing is lost or written to disk.</summary>
internal sealed class RedisCheck(IConnectionMultiplexer redis, RedisScripts scripts, Settings settings)
{
    /// <summary>The setting that allows a Redis that writes to disk.</summary>
    public const string AllowPersistence = "ALLOW_PERSISTENT_REDIS";

    /// <summary>Asks every server that is connected.</summary>
    public async Task<IReadOnlyList<RedisFinding>> RunAsync(CancellationToken ct)
    {
        var findings = new List<RedisFinding>();
        foreach (var server in redis.GetServers().Where(static server => server.IsConnected))
        {
            findings.AddRange(OfPersistence(await AnswersAsync(server, "persistence", ["save", "appendonly"], ct)));
            findings.AddRange(OfEviction(await AnswersAsync(server, "memory", ["maxmemory", "maxmemory-policy"], ct)));
        }

        findings.AddRange(await OfCommandsAsync(ct));
        return [.. findings.Distinct()];
    }

    private IEnumerable<RedisFinding> OfPersistence(IReadOnlyDictionary<string, string>? answers)
    {
        if (answers is null || !answers.TryGetValue("save", out var save))
        {
            yield return new(
                IsFatal: false,
                "Redis does not say whether it writes to disk (CONFIG GET is denied). Turn its persistence off: "
                    + "sealed tokens should not outlive their sessions in files."
            );
        }
        else if (save.Length > 0 && !settings.AllowsPersistentRedis)
        {
            yield return Persistent($"snapshots: save {save}", "--save \"\"", "CONFIG SET save \"\"");
        }

        if (answers?.GetValueOrDefault("appendonly", answers.GetValueOrDefault("aof_enabled", "no")) is "yes" or "1")
        {
            if (!settings.AllowsPersistentRedis)
            {
                yield return Persistent("append-only file", "--appendonly no", "CONFIG SET appendonly no");
            }
        }
    }

    private static RedisFinding Persistent(string what, string argument, string command) =>
        new(
            IsFatal: true,
            $"Redis writes to disk ({what}), and sealed tokens would stay there. Start it with `{argument}` or run `{command}`, "
                + $"or accept it by {AllowPersistence}=true."
        );

    private static IEnumerable<RedisFinding> OfEviction(IReadOnlyDictionary<string, string>? answers)
    {
        var policy = answers?.GetValueOrDefault("maxmemory-policy", answers.GetValueOrDefault("maxmemory_policy", "")) ?? "";
        var limit = answers?.GetValueOrDefault("maxmemory", "") ?? "";
        if (policy is not "" and not "noeviction" && limit is not "" and not "0")
        {
            yield return new(
                IsFatal: false,
                $"Redis evicts keys when it is full (maxmemory-policy {policy}, maxmemory {limit}): sessions of users would be lost. "
                    + "Run `CONFIG SET maxmemory-policy noeviction`; then newcomers are refused in place of that."
            );
        }
    }

    private async Task<IEnumerable<RedisFinding>> OfCommandsAsync(CancellationToken ct)
    {
        try
        {
            var refused = (string[])(await scripts.RunAsync(RedisScript.Probe, Keys.Probes, [], ct))!;
            return refused.Length == 0
                ? []
                :
                [
                    new(
                        IsFatal: true,
                        $"Redis refuses commands that sessions need: {string.Join(", ", refused.Distinct())}. "
                            + "Allow them to the user that Sessions connects as."
                    ),
                ];
        }
        catch (StoreUnavailableException e) when (e.InnerException is RedisServerException { Message: var message } && IsDenied(message))
        {
            return
            [
                new(
                    IsFatal: true,
                    "Redis refuses scripts, and every request on a session is one (EVALSHA, EVAL). "
                        + $"Allow them to the user that Sessions connects as. Redis says: {message}"
                ),
            ];
        }
    }

    private static bool IsDenied(string message) =>
        message.StartsWith("NOPERM", StringComparison.Ordinal) || message.Contains("unknown command", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a server says of itself: by CONFIG GET, or else by INFO, which has fewer answers.</summary>
    /// <returns>Null when both are denied.</returns>
    private static async Task<IReadOnlyDictionary<string, string>?> AnswersAsync(
        IServer server,
        string section,
        string[] names,
        CancellationToken ct
    )
    {
        try
        {
            var answers = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in names)
            {
                foreach (var (key, value) in await server.ConfigGetAsync(name).WaitAsync(ct))
                {
                    answers[key] = value;
                }
            }

            return answers;
        }
        catch (RedisServerException)
        {
            // Managed servers deny CONFIG.
        }

        try
        {
            return (await server.InfoAsync(section).WaitAsync(ct))
                .SelectMany(static group => group)
                .ToDictionary(static line => line.Key, static line => line.Value, StringComparer.Ordinal);
        }
        catch (RedisServerException)
        {
            return null;
        }
    }
}

/// <summary>Something that is wrong with Redis.</summary>
/// <param name="IsFatal">Sessions does not start with it.</param>
/// <param name="Sentence">What is wrong and how to mend it.</param>
internal sealed record RedisFinding(bool IsFatal, string Sentence);
