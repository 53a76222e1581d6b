namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Sends the requests of a call. The client sends them to GitLab; a dry run notes those that would change something.</summary>
internal interface IGitLabSender
{
    Task<GitLabReply> SendAsync(GitLabCall call, GitLabRequest request, CancellationToken ct);
}
