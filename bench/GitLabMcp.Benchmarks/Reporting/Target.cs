namespace GitLabMcp.Benchmarks.Reporting;

/// <summary>A figure that is to be reached, and whether it was.</summary>
/// <param name="What">The target, as a sentence without its verb.</param>
/// <param name="Measured">The figure; null when it could not be measured.</param>
/// <param name="Reached">Whether the figure keeps the target.</param>
internal sealed record Target(string What, string? Measured, bool Reached)
{
    public static Target AtLeast(string what, double? measured, double goal) => new(what, Text(measured), measured >= goal);

    public static Target AtMost(string what, double? measured, double goal) => new(what, Text(measured), measured <= goal);

    public string[] Row() =>
        [
            What,
            Measured ?? "-",
            Measured is null ? "not measured"
            : Reached ? "reached"
            : "not reached",
        ];

    private static string? Text(double? measured) =>
        measured?.ToString(Math.Abs(measured.Value) < 100 ? "0.00#" : "N0", CultureInfo.InvariantCulture);
}
