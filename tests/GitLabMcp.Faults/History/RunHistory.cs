using System.Collections.Concurrent;
using System.Diagnostics;

namespace GitLabMcp.Faults.History;

/// <summary>Everything that happened in a run, on one clock.</summary>
public sealed class RunHistory(Limits limits)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly ConcurrentQueue<GitLabCall> _gitLabCalls = new();
    private readonly ConcurrentQueue<Fault> _faults = new();
    private readonly ConcurrentQueue<Sample> _samples = new();

    public Limits Limits { get; set; } = limits;

    public TimeSpan Now => _clock.Elapsed;

    public int CallCount => _calls.Count;

    public IReadOnlyList<Call> Calls => _calls.ToArray();

    public IReadOnlyList<GitLabCall> GitLabCalls => _gitLabCalls.ToArray();

    public IReadOnlyList<Fault> Faults => _faults.ToArray();

    public IReadOnlyList<Sample> Samples => _samples.ToArray();

    public void Add(Call call) => _calls.Enqueue(call);

    public void Add(GitLabCall call) => _gitLabCalls.Enqueue(call);

    public void Add(Fault fault) => _faults.Enqueue(fault);

    public void Add(Sample sample) => _samples.Enqueue(sample);
}
