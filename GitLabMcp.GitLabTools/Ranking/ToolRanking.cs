using GitLabMcp.GitLabTools.Suggestions;

namespace GitLabMcp.GitLabTools.Ranking;

/// <summary>Puts the tools that a search is about first. This is BM25 over the words of the tools (Robertson and Zaragoza, "The
/// Probabilistic Relevance Framework", 2009) with synonyms. No tool needs every word of the search.</summary>
internal static class ToolRanking
{
    /// <summary>How soon more of the same word stops to count, and how much long texts are held against a tool.</summary>
    private const double Saturation = 1.2;
    private const double LengthShare = 0.5;

    /// <summary>How much it counts that the search has every word of a tool's name.</summary>
    private const double NameShare = 0.9;

    /// <summary>How much more a list counts for a search that names a thing and does not say what to do with it.</summary>
    private const double ListShare = 1.12;

    /// <summary>A tool with less than this share of the best one's score is no hit.</summary>
    private const double LeastShare = 0.4;

    private const int MinTypo = 4;

    /// <summary>A search is a few words. More of them would only cost time.</summary>
    private const int MaxWords = 30;

    /// <param name="wordsOf">What is compared of a tool.</param>
    /// <returns>The tools that have something to do with the search, the best first.</returns>
    public static List<Hit<T>> Rank<T>(string search, IReadOnlyList<T> tools, Func<T, ToolWords> wordsOf)
    {
        ToolWords[] all = [.. tools.Select(wordsOf)];
        var score = Scorer(search, all);
        var ranked = tools
            .Zip(all, (tool, words) => (Tool: tool, Score: score(words)))
            .Where(pair => pair.Score > 0)
            .OrderByDescending(pair => pair.Score)
            .ToList();
        return [.. ranked.Select(pair => new Hit<T>(pair.Tool, pair.Score / ranked[0].Score)).TakeWhile(hit => hit.Share >= LeastShare)];
    }

    private static Func<ToolWords, double> Scorer(string search, ToolWords[] tools)
    {
        var average = tools.Select(tool => tool.Length).DefaultIfEmpty(1).Average();
        var words = SearchWords.Of(search).Distinct().Take(MaxWords).Select(word => Corrected(word, tools)).Distinct().ToList();
        var rarities = new Dictionary<string, double>();
        var meant = words.SelectMany(RelatedWords.Of).Concat(words).ToHashSet();
        var isReading = SearchIntent.IsReading(search);
        var isDeleting = SearchIntent.IsDeleting(search);
        return tool => ByWords(tool) * (1 + (NameShare * ByName(tool))) * ByIntent(tool);

        double ByWords(ToolWords tool) =>
            words.Sum(word => RelatedWords.Of(word).Select(other => RelatedWords.Weight * Of(tool, other)).Prepend(Of(tool, word)).Max());

        // A name of words that say nothing has no part in it.
        double ByName(ToolWords tool) =>
            tool.Name.Count == 0
                ? 0
                : tool.Name.Sum(word =>
                    words.Contains(word) ? Rarity(word)
                    : meant.Contains(word) ? RelatedWords.Weight * Rarity(word)
                    : 0
                ) / tool.Name.Sum(Rarity);

        double ByIntent(ToolWords tool) =>
            tool.IsDeleting && !isDeleting ? SearchIntent.OtherShare
            : isReading is { } reads ? (reads == tool.IsReading ? 1 : SearchIntent.OtherShare)
            : tool.IsList ? ListShare
            : 1;

        double Rarity(string word)
        {
            if (!rarities.TryGetValue(word, out var rarity))
            {
                var count = tools.Sum(tool => tool.Share(word));
                rarities[word] = rarity = Math.Log(1 + ((tools.Length - count + 0.5) / (count + 0.5)));
            }

            return rarity;
        }

        double Of(ToolWords tool, string word)
        {
            var count = tool.Count(word);
            var length = 1 - LengthShare + (LengthShare * tool.Length / average);
            return count == 0 ? 0 : Rarity(word) * count * (Saturation + 1) / (count + (Saturation * length));
        }
    }

    private static string Corrected(string word, ToolWords[] tools) =>
        word.Length < MinTypo || RelatedWords.Of(word).Count > 0 || tools.Any(tool => tool.Count(word) > 0)
            ? word
            : NearMiss.Of(word, tools.SelectMany(tool => tool.All).Distinct()) ?? word;
}
