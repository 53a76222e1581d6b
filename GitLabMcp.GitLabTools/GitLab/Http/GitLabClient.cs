using GitLabMcp.GitLabTools.GitLab.Cache;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>Sends requests to GitLab, and believes a 401 only when GitLab no longer says whose token it is (docs/reliability.md,
/// S14). GitLab answers 401 to a live token too, when its user may not approve or merge, or has done so already.</summary>
internal sealed class GitLabClient(LimitedExchange exchange, TokenChecks checks, ResponseCache cache) : IGitLabSender
{
    public async Task<GitLabReply> SendAsync(GitLabCall call, GitLabRequest request, CancellationToken ct)
    {
        var reply = await exchange.SendAsync(call, request, ct);
        return reply switch
        {
            GitLabRefusal { Status: 401 } refusal when !request.IsForTokenRecord => await ExplainAsync(refusal, call, request, ct),
            GitLabRefusal { Status: 404, IsOfKnownRoute: true } when ProjectOfRepository(request) is { } project => await IsEmptyAsync(
                project,
                call,
                ct
            )
                ? GitLabRefusal.OfEmptyRepository
                : reply,
            _ => reply,
        };
    }

    private async Task<GitLabReply> ExplainAsync(GitLabRefusal refusal, GitLabCall call, GitLabRequest request, CancellationToken ct)
    {
        var state = request.IsForOwnerOf(call.User.Credential) ? TokenState.Rejected : await checks.AskAsync(call.User, ct);
        if (state == TokenState.Rejected)
        {
            cache.Forget(TokenDigest.Of(call.User.Instance, call.User.Credential));
        }

        return refusal.With(state, request, call.User.Credential.Kind);
    }

    /// <summary>For `projects/group%2Fapp/repository/tree`, and for the list of commits, the project's segment; null for every other
    /// request. GitLab answers them with 404 when the repository has no commits.</summary>
    private static string? ProjectOfRepository(GitLabRequest request) =>
        request.Method == HttpMethod.Get
        && request.Path.Split('?')[0].Split('/') is ["projects", var project, "repository", "tree" or "commits"]
            ? project
            : null;

    private async Task<bool> IsEmptyAsync(string project, GitLabCall call, CancellationToken ct)
    {
        using var answer = await exchange.SendAsync(call, new(HttpMethod.Get, $"projects/{project}", "projects/{}"), ct) as GitLabAnswer;
        return answer?.TryObject()?["empty_repo"]?.GetValueKind() == JsonValueKind.True;
    }
}
