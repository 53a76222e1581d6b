namespace GitLabMcp.GitLabTools.Prompts;

/// <summary>The arguments of a call of a prompt, or what is wrong with them.</summary>
internal abstract record PromptValues
{
    /// <param name="Values">The arguments that the call gives, without blank ones.</param>
    internal sealed record Read(IReadOnlyDictionary<string, string> Values) : PromptValues;

    internal sealed record Invalid(string Sentence) : PromptValues;
}
