namespace GitLabMcp.GitLabTools.Resources;

/// <summary>The outcome of looking for the resource of an address.</summary>
internal abstract record ResourceMatch
{
    /// <param name="Values">The values of the variables in the resource's template, unescaped.</param>
    internal sealed record Found(Resource Resource, IReadOnlyDictionary<string, string> Values) : ResourceMatch;

    internal sealed record Unknown(string Sentence) : ResourceMatch;
}
