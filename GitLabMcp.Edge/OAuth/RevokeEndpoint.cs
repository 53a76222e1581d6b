using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.Edge.OAuth;

/// <summary>POST /oauth/revoke: RFC 7009. Either token ends the whole grant, here and at GitLab. A token that is not known is revoked
/// already, so that is no error; only while nobody can say that is there one (RFC 7009, 2.2.1).</summary>
internal sealed class RevokeEndpoint(SignInGateway gateway)
{
    private const string AccessToken = "glmcp_";
    private const string RefreshToken = "glmcr_";
    private const int MaxToken = 512;

    public async Task InvokeAsync(HttpContext context)
    {
        if (await SmallForm.ReadAsync(context) is not { } form)
        {
            await OAuthError.WriteAsync(context, "invalid_request", "Send a form, and each of its parameters once.");
            return;
        }

        var token = form["token"].ToString();
        var kind =
            token.StartsWith(AccessToken, StringComparison.Ordinal) ? TransportedSecret.OAuthAccessToken
            : token.StartsWith(RefreshToken, StringComparison.Ordinal) ? TransportedSecret.OAuthRefreshToken
            : (TransportedSecret?)null;
        if (kind is { } known && token.Length <= MaxToken)
        {
            var client = form["client_id"].ToString();
            await gateway.EndAsync(known, token, client.Length == 0 ? "" : Hash.Of(client), context.RequestAborted);
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = 0;
    }
}
