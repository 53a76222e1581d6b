namespace GitLabMcp.Edge.OAuth;

/// <summary>What a person reads while signing in.</summary>
internal sealed class Pages(EdgeSettings settings, Admission.GitLabInstances instances)
{
    private readonly string _gitlab = new Uri(instances.OperatorsWebUrl).Authority;
    private readonly string _issuer = settings.OAuth.ServerUrl ?? "";

    /// <summary>The question before a client gets anything. GitLab cannot ask it: to GitLab all clients are this server.</summary>
    /// <param name="request">Sealed, for the answer.</param>
    public Task AskAsync(HttpContext context, OAuthClient client, RedirectUri redirect, string scope, string request) =>
        Page.WriteAsync(
            context,
            StatusCodes.Status200OK,
            "Allow access to GitLab?",
            Html.Of(
                $"""
                <p>An application wants to use GitLab as you, through this server.</p>
                <dl>
                <div><dt>Application</dt><dd>{client.Name}<small>{Vouched(client)}</small></dd></div>
                <div><dt>Sends you back to</dt><dd>{Destination(redirect)}<small>{Where(redirect)}</small></dd></div>
                <div><dt>GitLab</dt><dd>{_gitlab}</dd></div>
                <div><dt>It may</dt><dd>{Permission(scope)}</dd></div>
                </dl>
                <p><strong>Cancel, unless you have just started this yourself.</strong></p>
                <form method="post" action="{OAuthPaths.Consent}">
                <input type="hidden" name="request" value="{request}">
                <div class="choices">
                <button name="decision" value="allow">Allow</button>
                <button class="second" name="decision" value="cancel">Cancel</button>
                </div>
                </form>
                <p class="note">Next you sign in at {_gitlab}, if you are not signed in there. This answer is remembered in this browser for
                30 days. You can take the access back in the application, or at any time in GitLab under Applications.</p>
                """
            )
        );

    /// <summary>On the way to GitLab.</summary>
    public Task GoToGitLabAsync(HttpContext context, string address) =>
        Page.WriteGoingOnAsync(
            context,
            "Going on to GitLab",
            address,
            Html.Of($"""<p>If nothing happens: <a class="button" href="{address}">Sign in at {_gitlab}</a></p>""")
        );

    /// <summary>The end of a sign-in for an application that the browser opens by a scheme of its own, and so stays on this page.</summary>
    public static Task SignedInAsync(HttpContext context, string client, string address) =>
        Page.WriteGoingOnAsync(
            context,
            "You are signed in",
            address,
            Html.Of(
                $"""
                <p>Your browser opens {client} now. After that you can close this page.</p>
                <p><a class="button" href="{address}">Open {client}</a></p>
                """
            )
        );

    /// <summary>Back to a client that gets nothing.</summary>
    public static Task GoBackAsync(HttpContext context, string client, string address) =>
        Page.WriteGoingOnAsync(
            context,
            "Access was not allowed",
            address,
            Html.Of(
                $"""
                <p>Nothing was given to {client}.</p>
                <p><a class="button" href="{address}">Go back to {client}</a></p>
                """
            )
        );

    /// <summary>For what is wrong before it is known where the user may be sent to.</summary>
    public static Task FailAsync(HttpContext context, int status, string sentence) =>
        Page.WriteAsync(
            context,
            status,
            status == StatusCodes.Status403Forbidden ? "Access refused" : "Signing in failed",
            Html.Of($"<p>{sentence}</p>")
        );

    /// <summary>The same with a way back to the client, which is told by an error of OAuth.</summary>
    public Task FailAsync(HttpContext context, int status, string sentence, SignIn signIn, string error) =>
        Page.WriteAsync(
            context,
            status,
            status == StatusCodes.Status403Forbidden ? "Access refused" : "Signing in failed",
            Html.Of(
                $"""
                <p>{sentence}</p>
                <p><a class="button" href="{Back(signIn, error)}">Go back to {signIn.ClientName}</a></p>
                """
            )
        );

    private string Back(SignIn signIn, string error) =>
        RedirectUri.Parse(signIn.RedirectUri)!.With(_issuer, signIn.State, ("error", error));

    private static string Vouched(OAuthClient client) =>
        client.Host is { } host
            ? $"This name is what the application calls itself at {host}."
            : "This name is what the application calls itself. Nobody has checked it.";

    private static string Destination(RedirectUri redirect) =>
        redirect.IsOfApplication ? redirect.Uri.Scheme + "://" + redirect.Uri.Authority : redirect.Uri.Authority;

    private static string Where(RedirectUri redirect) =>
        redirect.IsLoopback ? "A program on this computer."
        : redirect.IsOfApplication ? "An application that is installed on this computer."
        : "A web site.";

    private static string Permission(string scope) =>
        OAuthScope.OnlyReads(scope)
            ? "Read everything that you may read in GitLab"
            : "Read and change everything that you may read and change in GitLab";
}
