using System.Text;

namespace GitLabMcp.Edge.Http;

/// <summary>An answer that a person reads in a browser. It has nothing inline and nothing of another host, cannot be framed and is not
/// stored.</summary>
internal static class HtmlAnswer
{
    /// <param name="context">The request to answer.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="document">From `doctype` to the end.</param>
    /// <param name="scripts">Whether the page has a script of this server, which may also call this server.</param>
    public static Task WriteAsync(HttpContext context, int status, Html document, bool scripts)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy(scripts);
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        var bytes = Encoding.UTF8.GetBytes(document.Text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    // Without a referrer a browser sends `Origin: null` with a form, which no check could tell from a foreign page; so the origin stays.
    private static string Policy(bool scripts) =>
        "default-src 'none'; "
        + (scripts ? "script-src 'self'; connect-src 'self'; " : "")
        + "style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
