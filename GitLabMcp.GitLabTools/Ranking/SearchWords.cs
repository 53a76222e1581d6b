using System.Text.RegularExpressions;

namespace GitLabMcp.GitLabTools.Ranking;

/// <summary>The words of a text in the form in which texts and searches are compared: lower case, without plural and verb endings,
/// without words that say nothing, and with the tools' names of things: same-words.txt has what people call them.</summary>
internal static partial class SearchWords
{
    private const int MinStem = 3;
    private const int MaxPhrase = 3;

    private static readonly HashSet<string> Stop =
    [
        .. Stems(
            """
            a about again all also an and any are as at be been by can could do does for from get gets give gitlab had has have help how i
            if in into is it its just let like many me more much my need of off on one or our out please shall she should so some something
            than that the their them then there these they thing this those to tool us use using want was we were what when where which who
            whom whose why will with would you your
            """
        ),
    ];

    private static readonly Dictionary<string, string[]> Same = WordTable.Read("same-words.txt", Stems);

    public static List<string> Of(string text)
    {
        List<string> stems = [.. Stems(text)];
        List<string> words = [];
        for (var i = 0; i < stems.Count; )
        {
            var length = Math.Min(MaxPhrase, stems.Count - i);
            while (length > 0 && !Same.ContainsKey(string.Join(' ', stems.Skip(i).Take(length))))
            {
                length--;
            }

            words.AddRange(
                length > 0 ? Same[string.Join(' ', stems.Skip(i).Take(length))]
                : Stop.Contains(stems[i]) ? []
                : [stems[i]]
            );
            i += Math.Max(length, 1);
        }

        return words;
    }

    public static IEnumerable<string> Stems(string text) => Plain(text).Select(Stem);

    /// <summary>In lower case, with every ending.</summary>
    public static IEnumerable<string> Plain(string text) =>
        Word().Matches(text.Replace("'", "", StringComparison.Ordinal)).Select(match => match.Value.ToLowerInvariant());

    /// <summary>`projects`, `merging`, `closed` and `close` become `project`, `merg`, `clos` and `clos`. This is not linguistics: it is
    /// enough that both sides of a comparison get the same.</summary>
    private static string Stem(string word)
    {
        var stem = WithoutPlural(word);
        foreach (var ending in (ReadOnlySpan<string>)["ing", "ed"])
        {
            if (stem.Length >= ending.Length + MinStem && stem.EndsWith(ending, StringComparison.Ordinal))
            {
                stem = stem[..^ending.Length];
                stem = stem.Length > MinStem && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem[..^1] : stem;
                break;
            }
        }

        return stem.Length > MinStem && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    private static string WithoutPlural(string word) =>
        word.Length <= 2 || word[^1] != 's' || word[^2] is 's' or 'u' or 'i' ? word
        : word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : PluralAfterHiss().IsMatch(word) ? word[..^2]
        : word[..^1];

    [GeneratedRegex("[A-Za-z]+|[0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex("(ss|sh|ch|x|z)es$")]
    private static partial Regex PluralAfterHiss();
}
