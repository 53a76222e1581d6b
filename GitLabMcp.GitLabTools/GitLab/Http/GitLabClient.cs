using GitLabMcp.GitLabTools.GitLab.Cache;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>Sends requests to GitLab, and believes a 401 only when GitLab no longer says whose token it is (docs/reliability.md,
/// S14). GitLab answers 401 to a live token too, when its user may not approve or merge, or has done so already.</summary>
internal sealed class GitLabClient(LimitedExchange exchange, TokenChecks checks, ResponseCache cache) : IGitLabSender
{
    public async Task<GitLabReply> SendAsync(GitLabCall call, GitLabRequest request, CancellationToken ct)
    {
        var reply = await exchange.SendAsync(call, request, ct);
        if (reply is not GitLabRefusal { Status: 401 } refusal)
        {
            return reply;
        }

        var state = request.IsForOwnerOf(call.User.Credential) ? TokenState.Rejected : await checks.AskAsync(call.User, ct);
        if (state == TokenState.Rejected)
        {
            cache.Forget(TokenDigest.Of(call.User.Instance, call.User.Credential));
        }

        return refusal.With(state, request, call.User.Credential.Kind);
    }
}
