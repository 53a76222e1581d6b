namespace GitLabMcp.Benchmarks.GitLab;

/// <summary>The users of a run. Each has a number and a token of their own, so that every session is somebody else's.</summary>
internal static class People
{
    private const string Prefix = "bench-person-";

    public static string Token(int person) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{person:D12}");

    /// <summary>The user id in GitLab; ids count from 1.</summary>
    public static int UserId(int person) => person + 1000;

    /// <returns>The number of the person with this token; null for other tokens.</returns>
    public static int? WithToken(string token) =>
        token.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(token.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var person)
            ? person
            : null;
}
