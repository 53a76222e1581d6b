namespace GitLabMcp.GitLabTools.Ranking;

/// <summary>How often each word is in the texts of one tool, weighted by where it is. What people call the things that it does, and no
/// text of it says, is in keywords.txt: no model pays for that.</summary>
internal sealed class ToolWords
{
    private const double InName = 3;
    private const double InDescription = 1.6;
    private const double InKeywords = 1.4;
    private const double InToolset = 0.4;
    private const double InArguments = 0.35;

    private static readonly Dictionary<string, string> Keywords = WordTable
        .Lines("keywords.txt")
        .ToDictionary(line => line.Key, line => line.Words);

    private readonly Dictionary<string, double> _counts = [];

    /// <param name="about">What its toolset is about.</param>
    /// <param name="schema">The JSON schema of its arguments, UTF-8: their names, descriptions and words.</param>
    /// <param name="isTelling">False for an argument that so many tools have that it tells nothing.</param>
    public ToolWords(string name, string description, string about, ReadOnlyMemory<byte> schema, Func<string, bool> isTelling)
    {
        Name = [.. Add(name, InName).Where(word => word != "list")];
        Add(description, InDescription);
        Add(Keywords.GetValueOrDefault(name, ""), InKeywords);
        Add(about, InToolset);
        using var arguments = JsonDocument.Parse(schema);
        var own = arguments.RootElement.GetProperty("properties"u8).EnumerateObject().Where(argument => isTelling(argument.Name));
        Add(string.Join(' ', own.SelectMany(argument => Texts(argument.Value).Prepend(argument.Name)).Distinct()), InArguments);
        Length = _counts.Values.Sum();
    }

    /// <summary>It changes nothing.</summary>
    public bool IsReading { get; init; }

    /// <summary>It gives a list in pages.</summary>
    public bool IsList { get; init; }

    /// <summary>It deletes something.</summary>
    public bool IsDeleting { get; init; }

    /// <summary>The words of its name that say what it is about: no `get`, no `list`.</summary>
    public HashSet<string> Name { get; }

    public double Length { get; }

    public IEnumerable<string> All => _counts.Keys;

    /// <summary>How much of a word about the tool it is: 1 in its name or description, less where it is among its arguments only.</summary>
    public double Share(string word) => Math.Min(1, Count(word) / InKeywords);

    public double Count(string word) => _counts.GetValueOrDefault(word);

    private static IEnumerable<string> Texts(JsonElement node) =>
        node.ValueKind switch
        {
            JsonValueKind.String => [node.GetString()!],
            JsonValueKind.Array => node.EnumerateArray().SelectMany(Texts),
            JsonValueKind.Object => node.EnumerateObject()
                .SelectMany(field => field.Name is "type" or "format" ? [] : Texts(field.Value).Prepend(field.Name)),
            _ => [],
        };

    private List<string> Add(string text, double weight)
    {
        var words = SearchWords.Of(text);
        foreach (var word in words)
        {
            _counts[word] = _counts.GetValueOrDefault(word) + weight;
        }

        return words;
    }
}
