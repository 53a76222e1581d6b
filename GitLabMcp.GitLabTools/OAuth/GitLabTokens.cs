using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.OAuth;

/// <summary>The tokens that GitLab gives for a code or for a refresh token.</summary>
/// <param name="Scope">Separated by spaces.</param>
/// <param name="ExpiresInSeconds">The lifetime of the access token.</param>
internal sealed record GitLabTokens(GitLabToken Access, GitLabToken Refresh, string Scope, int ExpiresInSeconds)
{
    // GitLab's own default, for answers that leave it out.
    private const int UsualLifetime = 7200;

    /// <summary>Null when the answer holds no tokens that can be used.</summary>
    public static GitLabTokens? Of(JsonElement body) =>
        body.Text("access_token") is { Length: > 0 and <= GitLabToken.MaxBytes / 4 } access
        && body.Text("refresh_token") is { Length: > 0 and <= GitLabToken.MaxBytes / 4 } refresh
            ? new(new(access), new(refresh), body.Scope(), body.Number("expires_in") ?? UsualLifetime)
            : null;
}
