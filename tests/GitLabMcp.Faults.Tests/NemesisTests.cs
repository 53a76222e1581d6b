using System.Globalization;
using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.Soak;

namespace GitLabMcp.Faults.Tests;

/// <summary>Faults that nobody chose. The same, for longer, is `./dev soak`.</summary>
public sealed class NemesisTests(SharedDeployment shared, ITestOutputHelper output) : FaultTest(shared)
{
    private const int Faults = 5;

    /// <summary>FAULTS_SEED repeats a run.</summary>
    [Fact]
    public async Task Random_faults_break_no_invariant()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("FAULTS_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next(1_000_000);
        output.WriteLine($"FAULTS_SEED={seed}");
        var deployment = await WellAsync();
        await using var load = LoadGenerator.Start(deployment, new LoadOptions { Seed = seed });
        await load.AnsweredAsync(Some, Ct);
        var nemesis = new Nemesis(seed);
        for (var i = 0; i < Faults; i++)
        {
            var fault = nemesis.Next(TimeSpan.FromSeconds(1));
            output.WriteLine(fault.Name);
            await fault.RunAsync(deployment, Ct);
        }

        await load.AnsweredAsync(Some, Ct);
        await load.EndAsync();

        AssertHolds(deployment);
    }

    [Fact]
    public void The_same_seed_chooses_the_same_faults()
    {
        var (first, second) = (new Nemesis(7), new Nemesis(7));
        var names = Enumerable.Range(0, 200).Select(_ => first.Next(TimeSpan.FromSeconds(1)).Name).ToArray();

        Assert.Equal(names, Enumerable.Range(0, 200).Select(_ => second.Next(TimeSpan.FromSeconds(1)).Name));
        Assert.InRange(names.Distinct().Count(), 50, 200);
    }
}
