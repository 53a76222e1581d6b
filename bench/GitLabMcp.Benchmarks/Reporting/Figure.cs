namespace GitLabMcp.Benchmarks.Reporting;

/// <summary>The forms of figures in tables; a dash stands for what was not measured.</summary>
internal static class Figure
{
    private const double Mega = 1_000_000;

    public static string Count(double? number) => number is { } known ? known.ToString("N0", CultureInfo.InvariantCulture) : "-";

    public static string Rate(Round? round) => Count(round?.CallsPerSecond);

    /// <summary>Of time to the user.</summary>
    public static string Milliseconds(double? number) => number is { } known ? known.ToString("N2", CultureInfo.InvariantCulture) : "-";

    /// <summary>Of processor time.</summary>
    public static string Cpu(double? number) => number is { } known ? known.ToString("N3", CultureInfo.InvariantCulture) : "-";

    public static string Megabytes(double? bytes) => bytes is { } known ? (known / Mega).ToString("N1", CultureInfo.InvariantCulture) : "-";

    public static string Ratio(double? ratio) => ratio is { } known ? known.ToString("N2", CultureInfo.InvariantCulture) : "-";

    /// <summary>Null unless both are known and the second is not zero.</summary>
    public static double? Divide(double? one, double? other) => other is null or 0 ? null : one / other;
}
