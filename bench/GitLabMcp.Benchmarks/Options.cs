namespace GitLabMcp.Benchmarks;

/// <summary>What one run does.</summary>
internal sealed record Options
{
    public const string Usage = """
        Usage: ./dev bench [PART…] [OPTION…]

          --seconds 5         length of one measured round
          --warm-up 5         least seconds under load before the first round
          --rounds 2          rounds of each figure, alternating between the servers
          --clients 1,16,64,256
          --sessions 1000,10000,100000,1000000
          --no-peer           without the npm package
          --against URL --tool NAME --arguments JSON
                              another MCP server that runs already, beside ours; with
                              --against-token TOKEN  the bearer token of all its clients
                              --against-pid ID       its process, for processor time and memory
          --gitlab-port PORT  where the fake GitLab of the part `calls` listens, for a server that is to call it too
          --markdown FILE     also writes the tables there

        Without a part, all of them run:
        """;

    public required IReadOnlyList<string> Parts { get; init; }

    public int Seconds { get; init; } = 5;

    public int WarmUp { get; init; } = 5;

    public int Rounds { get; init; } = 2;

    public IReadOnlyList<int> Clients { get; init; } = [1, 16, 64, 256];

    public IReadOnlyList<int> Sessions { get; init; } = [1_000, 10_000, 100_000, 1_000_000];

    /// <summary>Folder of the npm package to put beside; null to run without.</summary>
    public string? Peer { get; init; }

    public AnotherServer? Against { get; init; }

    public int? GitLabPort { get; init; }

    public string? Markdown { get; init; }

    /// <returns>Null when an argument cannot be used.</returns>
    public static Options? Parse(string[] args, IEnumerable<string> parts)
    {
        var named = new Dictionary<string, string>();
        var chosen = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--no-peer")
            {
                named[args[i]] = "";
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length)
            {
                named[args[i]] = args[++i];
            }
            else if (parts.Contains(args[i]))
            {
                chosen.Add(args[i]);
            }
            else
            {
                return null;
            }
        }

        return Read(named, [.. chosen.Count > 0 ? chosen : parts]);
    }

    private static Options? Read(Dictionary<string, string> named, string[] parts)
    {
        var options = new Options { Parts = parts };
        if (
            Numbers("--seconds", [options.Seconds]) is not [var seconds]
            || Numbers("--warm-up", [options.WarmUp]) is not [var warmUp]
            || Numbers("--rounds", [options.Rounds]) is not [var rounds]
            || Numbers("--clients", options.Clients) is not { Count: > 0 } clients
            || Numbers("--sessions", options.Sessions) is not { Count: > 0 } sessions
            || Numbers("--gitlab-port", []) is not { Count: <= 1 } port
            || !TryReadAgainst(named, out var against)
        )
        {
            return null;
        }

        var (peer, markdown) = (Take("--peer"), Take("--markdown"));
        options = options with
        {
            Seconds = seconds,
            WarmUp = warmUp,
            Rounds = rounds,
            Clients = clients,
            Sessions = sessions,
            GitLabPort = port.Count == 0 ? null : port[0],
            Against = against,
            Peer = peer is null || named.Remove("--no-peer") ? null : Path.GetFullPath(peer),
            Markdown = markdown is null ? null : Path.GetFullPath(markdown),
        };
        named.Remove("--no-peer");
        return named.Count == 0 ? options : null;

        string? Take(string name) => named.Remove(name, out var value) ? value : null;

        IReadOnlyList<int>? Numbers(string name, IReadOnlyList<int> @default)
        {
            if (Take(name) is not { } text)
            {
                return @default;
            }

            var numbers = text.Split(',').Select(static part => Number(part)).ToArray();
            return numbers.Contains(0) ? null : numbers;
        }
    }

    /// <returns>Zero when the text is no number above it.</returns>
    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <returns>False when the options of another server are incomplete or cannot be used.</returns>
    private static bool TryReadAgainst(Dictionary<string, string> named, out AnotherServer? against)
    {
        against = null;
        if (!named.Remove("--against", out var address))
        {
            return true;
        }

        named.Remove("--against-token", out var token);
        var id = named.Remove("--against-pid", out var text) ? Number(text) : (int?)null;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !named.Remove("--tool", out var tool) || id == 0)
        {
            return false;
        }

        against = new(url, tool, named.Remove("--arguments", out var arguments) ? arguments : "{}", token, id);
        return true;
    }
}
