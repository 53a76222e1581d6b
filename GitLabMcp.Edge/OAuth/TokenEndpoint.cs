using System.Text.RegularExpressions;
using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.OAuth;

/// <summary>POST /oauth/token: OAuth 2.1, 3.2. A code counts once; a refresh token is replaced at each use.</summary>
internal sealed partial class TokenEndpoint(
    AuthorizationRequests requests,
    SignInGateway gateway,
    FailedAttempts attempts,
    Seals seals,
    Counters counters,
    TimeProvider time
)
{
    private const int MaxToken = 512;

    public async Task InvokeAsync(HttpContext context)
    {
        if (await SmallForm.ReadAsync(context) is not { } form)
        {
            await OAuthError.WriteAsync(context, "invalid_request", "Send a form, and each of its parameters once.");
            return;
        }

        if (form.TryGetValue("resource", out var resource) && !requests.IsOurs(resource))
        {
            await OAuthError.WriteAsync(context, "invalid_target", "resource names another server.");
            return;
        }

        if (form["client_id"].ToString() is not { Length: > 0 } client)
        {
            await OAuthError.WriteAsync(context, "invalid_request", "client_id is missing.");
            return;
        }

        switch (form["grant_type"].ToString())
        {
            case "authorization_code":
                await RedeemAsync(context, form, Hash.Of(client));
                break;
            case "refresh_token":
                await RotateAsync(context, form["refresh_token"].ToString(), Hash.Of(client));
                break;
            default:
                await OAuthError.WriteAsync(context, "unsupported_grant_type", "grant_type must be authorization_code or refresh_token.");
                break;
        }
    }

    private async Task RedeemAsync(HttpContext context, IFormCollection form, string client)
    {
        var address = ClientAddress.Of(context.Connection.RemoteIpAddress);
        if (
            seals.Codes.Open(form["code"].ToString()) is not { } code
            || code.Ends <= time.GetUtcNow()
            || code.Client != client
            || code.RedirectUri != form["redirect_uri"]
            || !Verifier().IsMatch(form["code_verifier"].ToString())
            || !Hash.AreEqual(Hash.Challenge(form["code_verifier"].ToString()), code.Challenge)
        )
        {
            await RefuseAsync(
                context,
                await attempts.CountAsync(address, context.RequestAborted) is null ? GrantRefusal.InvalidGrant : GrantRefusal.AuthFailures
            );
            return;
        }

        await AnswerAsync(context, await gateway.RedeemAsync(code, address, context.RequestAborted));
    }

    private async Task RotateAsync(HttpContext context, string token, string client)
    {
        var address = ClientAddress.Of(context.Connection.RemoteIpAddress);
        if (token.Length is 0 or > MaxToken)
        {
            await RefuseAsync(context, GrantRefusal.InvalidGrant);
            return;
        }

        var outcome = await gateway.RotateAsync(token, client, address, context.RequestAborted);
        if (outcome is GrantOutcome.Given)
        {
            counters.SignInsRenewed.Add(1);
        }

        await AnswerAsync(context, outcome);
    }

    private Task AnswerAsync(HttpContext context, GrantOutcome outcome)
    {
        if (outcome is not GrantOutcome.Given given)
        {
            return RefuseAsync(context, ((GrantOutcome.Refused)outcome).Reason);
        }

        return OAuthError.WriteAsync(
            context,
            StatusCodes.Status200OK,
            json =>
            {
                json.WriteString("access_token"u8, given.AccessToken.Reveal());
                json.WriteString("token_type"u8, "Bearer"u8);
                json.WriteNumber("expires_in"u8, given.Tokens.ExpiresInSeconds);
                json.WriteString("refresh_token"u8, given.RefreshToken.Reveal());
                json.WriteString("scope"u8, given.Tokens.Scope);
            }
        );
    }

    private Task RefuseAsync(HttpContext context, GrantRefusal reason)
    {
        switch (reason)
        {
            case GrantRefusal.InvalidGrant:
                counters.SignInRefused("invalid_grant");
                return OAuthError.WriteAsync(
                    context,
                    "invalid_grant",
                    "The code or the refresh token is unknown, used, expired or revoked. Sign in again."
                );
            case GrantRefusal.AuthFailures:
                counters.SignInRefused("auth_failures");
                return OAuthError.WriteLaterAsync(
                    context,
                    StatusCodes.Status429TooManyRequests,
                    "Too many sign-ins from your address have failed."
                );
            case GrantRefusal.StoreUnavailable:
                counters.SignInRefused("store");
                return OAuthError.WriteLaterAsync(
                    context,
                    StatusCodes.Status503ServiceUnavailable,
                    "Sign-ins cannot be looked up right now."
                );
            default:
                throw new InvalidOperationException($"Sessions gave no tokens for a reason that is not known here: {(int)reason}.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9\-._~]{43,128}\z")]
    private static partial Regex Verifier();
}
