using GitLabMcp.GitLabTools.Resources;

namespace GitLabMcp.GitLabTools.Prompts;

/// <summary>The outcome of asking for a prompt.</summary>
internal abstract record PromptReply
{
    internal sealed record Messages(Prompt Prompt, IReadOnlyList<PromptMessage> All) : PromptReply;

    internal sealed record Unknown(string Sentence) : PromptReply;

    internal sealed record Refused(ToolReply.Refused Refusal) : PromptReply;

    internal sealed record InvalidSelection(string Sentence) : PromptReply;
}

internal abstract record PromptMessage
{
    internal sealed record Text(string Value) : PromptMessage;

    internal sealed record About(ResourceReply.Content Content) : PromptMessage;
}
