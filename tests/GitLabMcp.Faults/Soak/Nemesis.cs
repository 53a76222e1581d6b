using System.Globalization;
using GitLabMcp.Faults.GitLab;
using GitLabMcp.Faults.History;
using GitLabMcp.Faults.Hosting;
using GitLabMcp.Testing.Proxies;

namespace GitLabMcp.Faults.Soak;

/// <summary>Chooses one fault after the other. The same seed chooses the same faults.</summary>
public sealed class Nemesis(int seed)
{
    private static readonly string[] Services = ["edge-0", "edge-1", "sessions-0", "sessions-1", "gitlab-tools-0", "gitlab-tools-1"];

    private static readonly string[] Links =
    [
        .. from edge in (string[])["edge-0", "edge-1"] from service in Services[2..] select $"{edge} to {service}",
        "sessions-0 to redis",
        "sessions-1 to redis",
        "gitlab-tools to gitlab",
    ];

    private readonly Random _random = new(seed);

    /// <param name="longest">How long a fault lasts at the most.</param>
    public FaultAction Next(TimeSpan longest)
    {
        var time = longest * (0.1 + (0.9 * _random.NextDouble()));
        return _random.Next(100) switch
        {
            < 25 => Kill(Pick(Services), time),
            < 35 => Terminate(Pick(Services), time),
            < 50 => Hang(Pick(Services), time),
            < 75 => Disturb(Pick(Links), PickLinkFault(), time),
            < 85 => Wipe(time),
            _ => Misbehave(PickGitLabFault(), time),
        };
    }

    private static FaultAction Kill(string name, TimeSpan time) =>
        new(
            $"kill {name}, start it again after {Text(time)}",
            async (deployment, ct) =>
            {
                var replica = Replica(deployment, name);
                await replica.KillAsync();
                await Wait(time, ct);
                replica.Start();
                await replica.ReadyAsync(ct);
            }
        );

    private static FaultAction Terminate(string name, TimeSpan time) =>
        new(
            $"stop {name} by SIGTERM, start it again after {Text(time)}",
            async (deployment, ct) =>
            {
                var replica = Replica(deployment, name);
                await replica.TerminateAsync(ct);
                await Wait(time, ct);
                replica.Start();
                await replica.ReadyAsync(ct);
            }
        );

    private static FaultAction Hang(string name, TimeSpan time) =>
        new(
            $"let {name} hang for {Text(time)}",
            async (deployment, ct) =>
            {
                var replica = Replica(deployment, name);
                replica.Hang();
                try
                {
                    await Wait(time, ct);
                }
                finally
                {
                    replica.GoOn();
                }

                await replica.ReadyAsync(ct);
            }
        );

    private static FaultAction Disturb(string link, LinkFault fault, TimeSpan time) =>
        new($"disturb {link} for {Text(time)}: {fault}", (deployment, ct) => deployment.WithLinkAsync(link, fault, () => Wait(time, ct)));

    private static FaultAction Wipe(TimeSpan time) =>
        new($"kill redis, back empty after {Text(time)}", (deployment, ct) => deployment.WipeRedisAsync(() => Wait(time, ct)));

    private static FaultAction Misbehave(GitLabFault fault, TimeSpan time) =>
        new(
            $"let GitLab misbehave for {Text(time)}: {fault}",
            async (deployment, ct) =>
            {
                var since = deployment.History.Now;
                deployment.GitLab.Set(fault);
                try
                {
                    await Wait(time, ct);
                }
                finally
                {
                    deployment.GitLab.BehaveAgain();
                    deployment.History.Add(new Fault(since, deployment.History.Now, FaultKind.GitLab, "gitlab"));
                }
            }
        );

    private LinkFault PickLinkFault() =>
        _random.Next(5) switch
        {
            0 => new LinkFault.Delay(TimeSpan.FromMilliseconds(_random.Next(20, 200))),
            1 => new LinkFault.BlackHole(),
            2 => new LinkFault.Reset(),
            3 => new LinkFault.Refuse(),
            _ => new LinkFault.CutAfter(_random.Next(100, 20_000)),
        };

    private GitLabFault PickGitLabFault() =>
        _random.Next(7) switch
        {
            0 => new GitLabFault.TooMany("1"),
            1 => new GitLabFault.Errors(0.5),
            2 => new GitLabFault.Stall(),
            3 => new GitLabFault.Reset(),
            4 => new GitLabFault.Truncate(),
            5 => new GitLabFault.Page(),
            _ => new GitLabFault.Flood(20 * 1024 * 1024),
        };

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];

    private static Replica Replica(Deployment deployment, string name) => deployment.Replicas.Single(replica => replica.Name == name);

    private static Task Wait(TimeSpan time, CancellationToken ct) => Task.Delay(time, TimeProvider.System, ct);

    private static string Text(TimeSpan time) => time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s";
}
