namespace GitLabMcp.GitLabTools.Ranking;

/// <summary>What a word of a search may also mean. Only searches are widened by it; related-words.txt is the table.</summary>
internal static class RelatedWords
{
    /// <summary>How much a related word counts beside the word itself.</summary>
    public const double Weight = 0.6;

    private static readonly Dictionary<string, string[]> Table = WordTable.Read("related-words.txt", SearchWords.Of);

    public static IReadOnlyList<string> Of(string word) => Table.GetValueOrDefault(word, []);
}
