using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.OAuth;

/// <summary>GET /oauth/callback: where GitLab sends the user back to. The sign-in must have begun in this very browser, and comes back
/// once; then GitLab's code becomes a grant, and the client gets a code of ours for it.</summary>
internal sealed partial class CallbackEndpoint(
    SignInGateway gateway,
    FailedAttempts attempts,
    BrowserCookies cookies,
    Seals seals,
    Pages pages,
    Counters counters,
    EdgeSettings settings,
    TimeProvider time,
    ILogger<CallbackEndpoint> logger
)
{
    /// <summary>A client fetches its tokens at once.</summary>
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromSeconds(60);

    private readonly string _issuer = settings.OAuth.ServerUrl ?? "";

    public async Task InvokeAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        var address = ClientAddress.Of(context.Connection.RemoteIpAddress);
        if (await attempts.CountAsync(address, ct) is not null)
        {
            await SignInRefusals.TooManyAsync(context, counters);
            return;
        }

        var query = context.Request.Query;
        if (
            seals.States.Open(query["state"].ToString()) is not { } state
            || state.SignIn.Ends <= time.GetUtcNow()
            || cookies.BrowserOf(context.Request) is not { } browser
            || !Hash.AreEqual(browser, state.SignIn.Browser)
        )
        {
            counters.SignInRefused("browser");
            await Pages.FailAsync(context, StatusCodes.Status400BadRequest, SignInRefusals.NotOfThisBrowser);
            return;
        }

        switch (await gateway.ConsumeAsync(state.Id, ct))
        {
            case ConsumeOutcome.Again:
                await FailAsync(context, state, 400, "replayed", "This sign-in was used before. Start it again in your application.");
                return;
            case ConsumeOutcome.Unknown:
                await FailAsync(context, state, 503, "store", "Sign-ins cannot be stored right now. Try again in a moment.");
                return;
        }

        if (query["error"] is [{ Length: > 0 } error])
        {
            await DeniedAsync(context, state, error, address);
        }
        else if (query["code"] is [{ Length: > 0 } code])
        {
            await SignInAsync(context, state, code, address);
        }
        else
        {
            await FailAsync(context, state, 400, "gitlab", "GitLab sent no code along. Start the sign-in again in your application.");
        }
    }

    /// <summary>Whoever says no at GitLab has failed at nothing.</summary>
    private async Task DeniedAsync(HttpContext context, SignInAtGitLab state, string error, string address)
    {
        if (error != "access_denied")
        {
            Log.RefusedByGitLab(logger);
            await FailAsync(
                context,
                state,
                502,
                "gitlab",
                "GitLab does not let this server sign you in. The operator has to look at the application in GitLab, at its redirect URI "
                    + "and scopes."
            );
            return;
        }

        await attempts.SucceededAsync(address, context.RequestAborted);
        counters.SignInRefused("access_denied");
        await SendBackAsync(context, state.SignIn, "Access was not allowed", ("error", "access_denied"));
    }

    private async Task SignInAsync(HttpContext context, SignInAtGitLab state, string code, string address)
    {
        var ct = context.RequestAborted;
        var (answer, tokens) = await gateway.ExchangeAsync(code, state.Verifier, ct);
        switch (answer.OutcomeCase)
        {
            case SignInResponse.OutcomeOneofCase.Refused:
                Log.RefusedByGitLab(logger);
                await FailAsync(context, state, 502, "gitlab", "GitLab did not accept this sign-in. Start it again in your application.");
                return;
            case SignInResponse.OutcomeOneofCase.SignedIn when !answer.SignedIn.InAGroup:
                await gateway.RevokeAtGitLabAsync(tokens, ct);
                await FailAsync(
                    context,
                    state,
                    403,
                    "group",
                    $"{answer.SignedIn.UserName} is in none of the groups of GitLab that may use this server. Ask its operator.",
                    "access_denied"
                );
                return;
            case SignInResponse.OutcomeOneofCase.SignedIn:
                await GrantAsync(context, state.SignIn, answer.SignedIn, tokens, address);
                return;
            default:
                await FailAsync(
                    context,
                    state,
                    502,
                    "gitlab_away",
                    "GitLab could not be reached. Try again in a moment.",
                    "temporarily_unavailable"
                );
                return;
        }
    }

    private async Task GrantAsync(HttpContext context, SignIn signIn, SignedIn user, Metadata tokens, string address)
    {
        var ct = context.RequestAborted;
        var response = await gateway.CreateGrantAsync(user, signIn, address, tokens, ct);
        if (response.AnswerCase != CreateGrantResponse.AnswerOneofCase.GrantId)
        {
            await gateway.RevokeAtGitLabAsync(tokens, ct);
            SignInRefusals.RetryLater(context);
            counters.SignInRefused("store");
            await pages.FailAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                "Sign-ins cannot be stored right now. Try again in a moment.",
                signIn,
                "temporarily_unavailable"
            );
            return;
        }

        await attempts.SucceededAsync(address, ct);
        counters.SignIns.Add(1);
        var code = new IssuedCode(response.GrantId, signIn.Client, signIn.RedirectUri, signIn.Challenge, time.GetUtcNow() + CodeLifetime);
        await SendBackAsync(context, signIn, title: null, ("code", seals.Codes.Close(code)));
    }

    /// <summary>To the client. A browser that hands the address to an application stays here, and so needs a page.</summary>
    /// <param name="title">Null for a sign-in that succeeded.</param>
    private Task SendBackAsync(HttpContext context, SignIn signIn, string? title, (string Name, string Value) answer)
    {
        var redirect = RedirectUri.Parse(signIn.RedirectUri)!;
        var address = redirect.With(_issuer, signIn.State, answer);
        if (redirect.IsOfApplication)
        {
            return title is null
                ? Pages.SignedInAsync(context, signIn.ClientName, address)
                : Pages.GoBackAsync(context, signIn.ClientName, address);
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = address;
        return Task.CompletedTask;
    }

    private Task FailAsync(
        HttpContext context,
        SignInAtGitLab state,
        int status,
        string reason,
        string sentence,
        string error = "server_error"
    )
    {
        counters.SignInRefused(reason);
        return pages.FailAsync(context, status, sentence, state.SignIn, error);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "GitLab refused a sign-in: check the application GITLAB_OAUTH_APP_ID in GitLab, its secret, redirect URI and scopes."
        )]
        public static partial void RefusedByGitLab(ILogger logger);
    }
}
