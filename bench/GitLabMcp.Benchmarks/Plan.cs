using System.Globalization;

namespace GitLabMcp.Benchmarks;

/// <summary>What one run does.</summary>
/// <param name="Seconds">Length of one measured round.</param>
/// <param name="WarmUp">Least seconds under load before the first round of a server.</param>
/// <param name="Rounds">Rounds per server, in turn.</param>
/// <param name="Clients">Closed loops at the same time.</param>
/// <param name="Idle">Idle sessions.</param>
/// <param name="Peer">Folder of the npm package to put beside; null to run without.</param>
internal sealed record Plan(int Seconds, int WarmUp, int Rounds, int Clients, int Idle, string? Peer)
{
    public const string Usage = "Usage: ./dev bench [--seconds 10] [--warm-up 10] [--rounds 2] [--clients 64] [--idle 10000] [--no-peer]";

    public static Plan? Parse(string[] args)
    {
        var plan = new Plan(Seconds: 10, WarmUp: 10, Rounds: 2, Clients: 64, Idle: 10_000, Peer: null);
        var withPeer = true;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--no-peer")
            {
                withPeer = false;
                continue;
            }

            if (i + 1 == args.Length)
            {
                return null;
            }

            var value = args[++i];
            if (args[i - 1] == "--peer")
            {
                plan = plan with { Peer = Path.GetFullPath(value) };
                continue;
            }

            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            {
                return null;
            }

            switch (args[i - 1])
            {
                case "--seconds":
                    plan = plan with { Seconds = number };
                    break;
                case "--warm-up":
                    plan = plan with { WarmUp = number };
                    break;
                case "--rounds":
                    plan = plan with { Rounds = number };
                    break;
                case "--clients":
                    plan = plan with { Clients = number };
                    break;
                case "--idle":
                    plan = plan with { Idle = number };
                    break;
                default:
                    return null;
            }
        }

        return withPeer ? plan : plan with { Peer = null };
    }
}
