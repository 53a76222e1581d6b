namespace GitLabMcp.Benchmarks.Parts;

/// <summary>Ours and the servers beside it, all on one GitLab.</summary>
internal sealed class Contenders : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _started = [];

    /// <summary>Ours first.</summary>
    public List<Contender> All { get; } = [];

    /// <summary>The npm package among them; null in a run without it.</summary>
    public Contender? Peer { get; private set; }

    public static async Task<Contenders> StartAsync(Run run, string gitlabApi, CancellationToken ct)
    {
        var contenders = new Contenders();
        try
        {
            await contenders.AddAsync(run, gitlabApi, ct);
            return contenders;
        }
        catch
        {
            await contenders.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started)
        {
            await started.DisposeAsync();
        }
    }

    private async Task AddAsync(Run run, string gitlabApi, CancellationToken ct)
    {
        var ours = await OurServices.StartAsync(new(gitlabApi), ct);
        _started.Add(ours);
        All.Add(Contender.Of(ours.Subject, run.Http));
        if (run.Options.Peer is { } package)
        {
            Peer = await Others.StartPeerAsync(package, gitlabApi, run.Http, ct);
            _started.AddRange(Peer.Subject.Processes);
            All.Add(Peer);
        }

        if (run.Options.Against is { } other)
        {
            All.Add(Others.At(other, run.Http));
            _started.AddRange(All[^1].Subject.Processes);
        }
    }
}
