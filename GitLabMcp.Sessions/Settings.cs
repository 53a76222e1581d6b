using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Sessions;

/// <summary>The settings of this service (<c>docs/configuration.md</c>), read once at its start.</summary>
internal sealed record Settings
{
    /// <summary>The name of the connection to Redis, <c>ConnectionStrings__redis</c>.</summary>
    public const string Redis = "redis";

    /// <summary>A token is removed this long after the last request that reached its session.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>A session ends this long after the last request that reached it.</summary>
    public required TimeSpan Retention { get; init; }

    public required int MaxSessions { get; init; }

    public required int MaxRequestsPerMinute { get; init; }

    public required int MaxSessionsPerPrincipal { get; init; }

    public required int MaxAuthFailuresPerMinute { get; init; }

    /// <summary>The failed authentications of one client address.</summary>
    public MinuteLimit AuthFailures => new("failures", MaxAuthFailuresPerMinute);

    /// <summary>The sessions that one principal ends, by closing them or by opening others in their place. So the sessions that it opens
    /// are limited too, and whoever uses each session for one request only is not held back.</summary>
    public MinuteLimit EndedSessions => new("ended", Math.Max(MaxRequestsPerMinute, MaxSessionsPerPrincipal));

    /// <summary>A token is checked with GitLab before it takes a slot.</summary>
    public required bool VerifyTokens { get; init; }

    /// <summary>A request with an id alone is refused.</summary>
    public required bool RequireToken { get; init; }

    /// <summary>How many replicas share the limits; each serves its share alone while Redis is away.</summary>
    public required int Replicas { get; init; }

    /// <summary>Redis holds the sessions for all replicas; without it, the memory of this process does.</summary>
    public required bool SharesStore { get; init; }

    /// <summary>Redis may write to disk, though the sealed tokens in its files outlive their sessions.</summary>
    public required bool AllowsPersistentRedis { get; init; }

    public required KeyRing Keys { get; init; }

    /// <exception cref="InvalidSettingException">A setting cannot be used, or two of them contradict each other.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration);
        var sharesStore = read.IsGiven(SessionSettings.Redis);
        var settings = new Settings
        {
            Timeout = read.Seconds(SessionSettings.Timeout),
            Retention = read.Seconds(SessionSettings.Retention),
            MaxSessions = read.Number(SessionSettings.MaxSessions),
            MaxRequestsPerMinute = read.Number(SessionSettings.MaxRequestsPerMinute),
            MaxSessionsPerPrincipal = read.Number(SessionSettings.MaxSessionsPerPrincipal),
            MaxAuthFailuresPerMinute = read.Number(SessionSettings.MaxAuthFailuresPerMinute),
            VerifyTokens = read.Flag(GitLabSettings.VerifyTokens),
            RequireToken = read.Flag(SessionSettings.RequireToken),
            Replicas = read.Number(SessionSettings.Replicas),
            SharesStore = sharesStore,
            AllowsPersistentRedis = read.Flag(SessionSettings.AllowPersistentRedis),
            Keys = ReadKeys(read.List(SessionSettings.Keys), sharesStore),
        };
        return settings.Replicas > 1 && !sharesStore
            ? throw new InvalidSettingException(
                $"SESSIONS_REPLICAS={settings.Replicas} needs a shared store: "
                    + $"set ConnectionStrings__{Redis} to the address of Redis, or run one replica."
            )
            : settings;
    }

    /// <summary>The limit that is reached when a request is refused for this reason; zero for reasons without one.</summary>
    public int LimitOf(RefusalReason reason) =>
        reason switch
        {
            RefusalReason.RateLimited => MaxRequestsPerMinute,
            RefusalReason.Capacity => MaxSessions,
            RefusalReason.AuthFailures => MaxAuthFailuresPerMinute,
            RefusalReason.MissingToken
            or RefusalReason.MalformedToken
            or RefusalReason.RejectedToken
            or RefusalReason.SessionNotFound
            or RefusalReason.Unverifiable
            or RefusalReason.StoreUnavailable
            or RefusalReason.StoreFull
            or RefusalReason.InvalidGrantToken
            or RefusalReason.GrantNotRefreshed => 0,
            _ => throw new UnreachableException($"{reason} is no reason to refuse a request."),
        };

    /// <summary>The limits that one replica enforces by itself while the shared store is away.</summary>
    public Settings LocalShare() =>
        this with
        {
            MaxSessions = Math.Max(1, MaxSessions / Replicas),
            MaxRequestsPerMinute = Math.Max(1, MaxRequestsPerMinute / Replicas),
            MaxAuthFailuresPerMinute = Math.Max(1, MaxAuthFailuresPerMinute / Replicas),
        };

    /// <summary>A process with a store of its own may do without secrets and gets a random one.</summary>
    private static KeyRing ReadKeys(IReadOnlyList<string> secrets, bool sharesStore) =>
        secrets.Count == 0 && sharesStore
            ? throw new InvalidSettingException(
                $"SESSION_KEYS is missing: replicas that share Redis need the same secrets of at least {SessionSettings.Keys.MinLength} "
                    + "characters, newest first, separated by commas (the AppHost generates one)."
            )
        : secrets.Any(static secret => secret.Length < SessionSettings.Keys.MinLength)
            ? throw new InvalidSettingException(
                $"SESSION_KEYS holds a secret that is too short: expected at least {SessionSettings.Keys.MinLength} characters each."
            )
        : secrets.Count == 0 ? KeyRing.Random()
        : KeyRing.Of([.. secrets]);
}
