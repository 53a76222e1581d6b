namespace GitLabMcp.Edge.Admission;

/// <summary>The header that tells a client where users sign in, and with which scope (RFC 6750, 3; RFC 9728, 5.1; MCP, Authorization).
/// Without GITLAB_MCP_OAUTH there is none, because it would send clients that have a token in a header into a sign-in.</summary>
internal sealed class Challenge(EdgeSettings settings)
{
    private readonly OAuthMode _mode = settings.OAuth.Mode;
    private readonly string _metadata = $"resource_metadata=\"{settings.OAuth.ServerUrl}{OAuthPaths.ProtectedResource}{OAuthPaths.Mcp}\"";
    private readonly string _scope = $"scope=\"{settings.OAuth.DefaultScope}\"";

    /// <summary>Whether a sign-in can give more than a grant for reading has.</summary>
    public bool CanWiden { get; } = settings.OAuth.Mode == OAuthMode.Server && settings.OAuth.Scopes.Contains(OAuthSettings.Api);

    /// <summary>For what is refused for want of a credential that a sign-in gives. A token of GitLab that is wrong is its user's to mend,
    /// unless it came from a sign-in at GitLab itself.</summary>
    public void AddTo(HttpResponse response, Refusal refusal)
    {
        var challenge = (_mode, refusal.Reason) switch
        {
            (OAuthMode.Off, _) => null,
            (_, RefusalReason.MissingToken) => $"Bearer {_metadata}, {_scope}",
            (_, RefusalReason.InvalidGrantToken) => $"Bearer error=\"invalid_token\", {_metadata}, {_scope}",
            (OAuthMode.Resource, RefusalReason.RejectedToken) => $"Bearer error=\"invalid_token\", {_metadata}, {_scope}",
            _ => null,
        };
        if (challenge is not null)
        {
            response.Headers.WWWAuthenticate = challenge;
        }
    }

    /// <summary>For a call that a grant does not allow. It names what was granted too, because some clients ask for no more than what the
    /// header says.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="granted">`read_api`.</param>
    public void AddInsufficientScope(HttpResponse response, string granted) =>
        response.Headers.WWWAuthenticate =
            $"Bearer error=\"insufficient_scope\", scope=\"{granted} {OAuthSettings.Api}\", {_metadata}, "
            + "error_description=\"This tool changes something, and this sign-in may only read.\"";
}
