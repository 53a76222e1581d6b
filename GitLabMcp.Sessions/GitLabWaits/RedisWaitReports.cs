using GitLabMcp.Sessions.Store.Redis;
using Google.Protobuf;

namespace GitLabMcp.Sessions.GitLabWaits;

/// <summary>Passes the reports on to all replicas over a channel of Redis, and stores them for replicas that start later. While Redis
/// is away, this replica alone knows them.</summary>
internal sealed class RedisWaitReports : WaitReports
{
    private readonly RunningWaits _waits;
    private readonly RedisScripts _scripts;
    private readonly ISubscriber _replicas;

    public RedisWaitReports(RunningWaits waits, RedisScripts scripts, IConnectionMultiplexer redis)
        : base(waits)
    {
        (_waits, _scripts, _replicas) = (waits, scripts, redis.GetSubscriber());

        // Redis may be away now: the client subscribes again whenever it connects.
        _replicas.Subscribe(
            Keys.WaitReports,
            (_, message) =>
            {
                var report = ReportWaitsRequest.Parser.ParseFrom((byte[])message!);
                _waits.Add(report.Principal, report.Waits);
            },
            CommandFlags.FireAndForget
        );
    }

    public override async ValueTask ReportAsync(ReportWaitsRequest report, CancellationToken ct)
    {
        await base.ReportAsync(report, ct);
        try
        {
            _replicas.Publish(Keys.WaitReports, report.ToByteArray(), CommandFlags.FireAndForget);
            await RunAsync([.. report.Waits.SelectMany(wait => new RedisValue[] { Field(report.Principal, wait), wait.Milliseconds })], ct);
        }
        catch (Exception e) when (e is RedisException or StoreUnavailableException or StoreFullException)
        {
            // The other replicas learn of it with a 429 of their own.
        }
    }

    /// <summary>Reads what was stored before this process listened.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        try
        {
            var running = (RedisResult[])(await RunAsync([], ct))!;
            foreach (var (field, left) in running.Chunk(2).Select(static pair => ((string)pair[0]!, (long)pair[1])))
            {
                var parts = field.Split('\n', 2);
                _waits.Add(parts[0], [new GitLabWait { Endpoint = parts[1], Milliseconds = left }]);
            }
        }
        catch (StoreUnavailableException)
        {
            // It is read when Redis is back.
        }
    }

    private ValueTask<RedisResult> RunAsync(RedisValue[] waits, CancellationToken ct) =>
        _scripts.RunAsync(RedisScript.Waits, [Keys.Waits], [_scripts.Now, .. waits], ct);

    private static string Field(string principal, GitLabWait wait) => $"{principal}\n{wait.Endpoint}";
}
