namespace GitLabMcp.Edge.OAuth;

/// <summary>A page of a sign-in. It has no script.</summary>
internal static class Page
{
    public static readonly Asset Style = new(OAuthPaths.Style, "text/css", "base.css", "oauth.css");

    /// <param name="context">The request to answer.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="title">Says what the page is about.</param>
    /// <param name="body">What comes below the title.</param>
    public static Task WriteAsync(HttpContext context, int status, string title, Html body) =>
        WriteAsync(context, status, title, body, Html.Empty);

    /// <summary>A page that goes on to an address by itself, and has a link for browsers that do not. A redirect would be refused by
    /// browsers that hold the rule for forms, `form-action`, against everything that a form leads to.</summary>
    public static Task WriteGoingOnAsync(HttpContext context, string title, string address, Html body)
    {
        var refresh = Html.Of($"""<meta http-equiv="refresh" content="0; url={address}">""");
        return WriteAsync(context, StatusCodes.Status200OK, title, body, refresh);
    }

    private static Task WriteAsync(HttpContext context, int status, string title, Html body, Html head)
    {
        var page = Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            {HtmlHead.Of(title + " · GitLabMcp", Style, head)}
            <body>
            <main>
            <p class="server"><img src="/icon.png" alt="" width="24" height="24">GitLabMcp</p>
            <h1>{title}</h1>
            {body}
            </main>
            </body>
            </html>

            """
        );
        return HtmlAnswer.WriteAsync(context, status, page, scripts: false);
    }
}
