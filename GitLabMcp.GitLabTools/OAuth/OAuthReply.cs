namespace GitLabMcp.GitLabTools.OAuth;

/// <summary>What an OAuth endpoint of GitLab answered.</summary>
internal abstract record OAuthReply
{
    private OAuthReply() { }

    /// <param name="Body">An object.</param>
    internal sealed record Success(JsonElement Body) : OAuthReply;

    /// <summary>GitLab understood the request and refused it.</summary>
    /// <param name="Code">Of RFC 6749, section 5.2: `invalid_grant`.</param>
    internal sealed record Refused(string Code) : OAuthReply;

    /// <summary>GitLab could not be asked, or its answer is none of OAuth.</summary>
    /// <param name="Sentence">What was wrong and what to do next.</param>
    internal sealed record Unreachable(string Sentence) : OAuthReply;
}
