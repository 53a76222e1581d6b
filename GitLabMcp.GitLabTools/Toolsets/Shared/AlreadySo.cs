namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>GitLab answers 304 to a change that changes nothing, like a star that is there already. That is no failure.</summary>
internal static class AlreadySo
{
    public static Task<GitLabReply> AsAnswerAsync(CallValues values, GitLabReply reply, CallerGitLab gitlab, CancellationToken ct) =>
        Task.FromResult(
            reply is GitLabRefusal { Status: 304 } ? GitLabAnswer.Of(new JsonObject { ["note"] = "It was so already." }) : reply
        );
}
