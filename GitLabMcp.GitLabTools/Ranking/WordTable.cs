namespace GitLabMcp.GitLabTools.Ranking;

/// <summary>A table of words that is a file in this program: lines of `key = words`.</summary>
internal static class WordTable
{
    /// <param name="words">How a text is split into words, on both sides.</param>
    /// <returns>The words of each key, whose own words have one blank between them.</returns>
    public static Dictionary<string, string[]> Read(string file, Func<string, IEnumerable<string>> words) =>
        Lines(file)
            .GroupBy(line => string.Join(' ', words(line.Key)), line => words(line.Words))
            .ToDictionary(line => line.Key, line => line.SelectMany(some => some).Distinct().ToArray());

    public static IEnumerable<(string Key, string Words)> Lines(string file)
    {
        using var text = new StreamReader(typeof(WordTable).Assembly.GetManifestResourceStream(file)!);
        return
        [
            .. text.ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(" = "))
                .Select(line => (line[0], line[1])),
        ];
    }
}
