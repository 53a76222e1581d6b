using System.Globalization;

namespace GitLabMcp.Faults.Soak;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Length">Of a random run; null for a rolling restart.</param>
/// <param name="RollingCalls">How many calls the rolling restart takes at least.</param>
/// <param name="From">The root of a checkout of another version, from which the rolling restart updates; null for none.</param>
public sealed record Arguments(TimeSpan? Length, int RollingCalls, int Seed, string? From = null)
{
    public const string Usage = """
        Usage: ./dev soak MINUTES [--seed N]     random faults under load for so long
               ./dev soak --rolling CALLS        restarts every service in turn under at least so many calls, and counts what is lost
                   [--from FOLDER]           … and updates from the version whose built checkout is there, and back again
        """;

    /// <returns>Null when the command line is none of these.</returns>
    public static Arguments? Parse(string[] args) =>
        args switch
        {
            ["--rolling", var calls] when Number(calls) is { } count => new(null, count, Seed: 1),
            ["--rolling", var calls, "--from", var folder] when Number(calls) is { } count => new(null, count, Seed: 1, folder),
            [var minutes] when Number(minutes) is { } count => new(TimeSpan.FromMinutes(count), 0, Random.Shared.Next(1_000_000)),
            [var minutes, "--seed", var seed] when Number(minutes) is { } count && Number(seed) is { } chosen => new(
                TimeSpan.FromMinutes(count),
                0,
                chosen
            ),
            _ => null,
        };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
