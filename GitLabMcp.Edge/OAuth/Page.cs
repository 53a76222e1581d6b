using System.Text;

namespace GitLabMcp.Edge.OAuth;

/// <summary>A page for a person. It has no script, nothing inline, nothing of another host, and cannot be framed.</summary>
internal static class Page
{
    // Without a referrer a browser sends `Origin: null` with a form, which no check could tell from a foreign page; so the origin stays.
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly byte[] Style = LoadStyle();

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

    public static Task WriteStyleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.ContentLength = Style.Length;
        return context.Response.Body.WriteAsync(Style, context.RequestAborted).AsTask();
    }

    private static Task WriteAsync(HttpContext context, int status, string title, Html body, Html head)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        var page = Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            {head}
            <title>{title} · GitLabMcp</title>
            <link rel="icon" href="/icon.png">
            <link rel="stylesheet" href="{OAuthPaths.Style}">
            </head>
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
        var bytes = Encoding.UTF8.GetBytes(page.Text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static byte[] LoadStyle()
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream("oauth.css")!;
        var style = new byte[stream.Length];
        stream.ReadExactly(style);
        return style;
    }
}
