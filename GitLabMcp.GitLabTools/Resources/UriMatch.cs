namespace GitLabMcp.GitLabTools.Resources;

/// <summary>The outcome of matching an address with a <see cref="UriTemplate"/>.</summary>
internal abstract record UriMatch
{
    /// <param name="Values">The values of the template's variables, unescaped.</param>
    internal sealed record Matched(IReadOnlyDictionary<string, string> Values) : UriMatch;

    /// <summary>The path matches, and the query does not.</summary>
    internal sealed record InvalidQuery(string Sentence) : UriMatch;

    /// <summary>The address has another path.</summary>
    internal sealed record OtherPath : UriMatch;
}
