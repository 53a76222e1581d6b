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
    private const double LeastShare = 0.25;

    private const int MinTypo = 4;

    /// <summary>A search is a few words. More of them would only cost time.</summary>
    private const int MaxWords = 30;

    /// <returns>The tools that have something to do with the search, the best first.</returns>
    public static List<OfferedTool> Rank(string search, IReadOnlyList<OfferedTool> tools)
    {
        if (tools.Count == 0)
        {
            return [];
        }

        var average = tools.Average(tool => tool.Words.Length);
        var words = SearchWords.Of(search).Distinct().Take(MaxWords).Select(word => Corrected(word, tools)).Distinct().ToList();
        var rarities = new Dictionary<string, double>();
        var meant = words.SelectMany(RelatedWords.Of).Concat(words).ToHashSet();
        var isReading = SearchIntent.IsReading(search);
        var ranked = tools
            .Select(tool => (Tool: tool, Score: Score(tool)))
            .Where(pair => pair.Score > 0)
            .OrderByDescending(pair => pair.Score)
            .ToList();
        return [.. ranked.TakeWhile(pair => pair.Score >= ranked[0].Score * LeastShare).Select(pair => pair.Tool)];

        double Score(OfferedTool tool)
        {
            var score = words.Sum(word =>
                RelatedWords.Of(word).Select(other => RelatedWords.Weight * Of(tool, other)).Prepend(Of(tool, word)).Max()
            );
            var named = tool.Words.Name.Sum(word =>
                words.Contains(word) ? Rarity(word)
                : meant.Contains(word) ? RelatedWords.Weight * Rarity(word)
                : 0
            );
            score *= 1 + (NameShare * named / tool.Words.Name.Sum(Rarity));
            return isReading is { } reads
                ? score * (reads == (tool.Tool.Effect == Effect.Read) ? 1 : SearchIntent.OtherShare)
                : score * (tool.Tool.IsPaged ? ListShare : 1);
        }

        double Rarity(string word)
        {
            if (!rarities.TryGetValue(word, out var rarity))
            {
                var count = tools.Sum(tool => tool.Words.Share(word));
                rarities[word] = rarity = Math.Log(1 + ((tools.Count - count + 0.5) / (count + 0.5)));
            }

            return rarity;
        }

        double Of(OfferedTool tool, string word)
        {
            var count = tool.Words.Count(word);
            var length = 1 - LengthShare + (LengthShare * tool.Words.Length / average);
            return Rarity(word) * count * (Saturation + 1) / (count + (Saturation * length));
        }
    }

    private static string Corrected(string word, IReadOnlyList<OfferedTool> tools) =>
        word.Length < MinTypo || RelatedWords.Of(word).Count > 0 || tools.Any(tool => tool.Words.Count(word) > 0)
            ? word
            : NearMiss.Of(word, tools.SelectMany(tool => tool.Words.All).Distinct()) ?? word;
}
