using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.OAuth;

/// <summary>GET /oauth/authorize: where a client sends its user to sign in, and POST /oauth/consent: the answer to the consent page. Until
/// it is known where the user may be sent back to, an error is a page.</summary>
internal sealed class AuthorizeEndpoint(
    AuthorizationRequests requests,
    FailedAttempts attempts,
    GitLabInstances instances,
    BrowserCookies cookies,
    Seals seals,
    Pages pages,
    Counters counters,
    EdgeSettings settings,
    TimeProvider time
)
{
    private readonly OAuthSettings _settings = settings.OAuth;

    public async Task AuthorizeAsync(HttpContext context)
    {
        var address = ClientAddress.Of(context.Connection.RemoteIpAddress);
        if (await attempts.CountAsync(address, context.RequestAborted) is not null)
        {
            await SignInRefusals.TooManyAsync(context, counters);
            return;
        }

        switch (await requests.ReadAsync(context.Request.Query, cookies.KnowBrowser(context), context.RequestAborted))
        {
            case AuthorizationRequests.Outcome.Unusable unusable:
                counters.SignInRefused("client");
                await Pages.FailAsync(context, StatusCodes.Status400BadRequest, unusable.Sentence);
                break;
            case AuthorizationRequests.Outcome.Refused refused:
                counters.SignInRefused(refused.Error);
                SendTo(
                    context,
                    refused.Redirect.With(
                        _settings.ServerUrl!,
                        refused.State,
                        ("error", refused.Error),
                        ("error_description", refused.Description)
                    )
                );
                break;
            case AuthorizationRequests.Outcome.Good good:
                await attempts.SucceededAsync(address, context.RequestAborted);
                if (cookies.HasConsented(context.Request, good.SignIn))
                {
                    SendTo(context, AddressAtGitLab(good.SignIn));
                    break;
                }

                await pages.AskAsync(context, good.Client, good.Redirect, good.SignIn.Scope, seals.Requests.Close(good.SignIn));
                break;
        }
    }

    public async Task ConsentAsync(HttpContext context)
    {
        var form = await SmallForm.ReadAsync(context);
        if (
            form is null
            || seals.Requests.Open(form["request"].ToString()) is not { } signIn
            || signIn.Ends <= time.GetUtcNow()
            || cookies.BrowserOf(context.Request) is not { } browser
            || !Hash.AreEqual(browser, signIn.Browser)
        )
        {
            counters.SignInRefused("browser");
            await Pages.FailAsync(context, StatusCodes.Status400BadRequest, SignInRefusals.NotOfThisBrowser);
            return;
        }

        if (form["decision"] != "allow")
        {
            counters.SignInRefused("access_denied");
            var back = RedirectUri.Parse(signIn.RedirectUri)!.With(_settings.ServerUrl!, signIn.State, ("error", "access_denied"));
            await Pages.GoBackAsync(context, signIn.ClientName, back);
            return;
        }

        cookies.Remember(context, signIn);
        await pages.GoToGitLabAsync(context, AddressAtGitLab(signIn));
    }

    /// <summary>GitLab's own page, with a PKCE of ours and a state that holds everything.</summary>
    private string AddressAtGitLab(SignIn signIn)
    {
        var verifier = Hash.Random();
        var state = seals.States.Close(
            new SignInAtGitLab(Hash.Random(), verifier, signIn with { Ends = time.GetUtcNow() + AuthorizationRequests.Lifetime })
        );
        return instances.OperatorsWebUrl
            + "/oauth/authorize"
            + QueryString.Create(
                new Dictionary<string, string?>
                {
                    ["client_id"] = _settings.AppId,
                    ["redirect_uri"] = _settings.ServerUrl + OAuthPaths.Callback,
                    ["response_type"] = "code",
                    ["scope"] = signIn.Scope,
                    ["state"] = state,
                    ["code_challenge"] = Hash.Challenge(verifier),
                    ["code_challenge_method"] = "S256",
                }
            );
    }

    private static void SendTo(HttpContext context, string address)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = address;
    }
}
