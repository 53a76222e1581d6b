using System.Text;
using GitLabMcp.Fake.Http;

namespace GitLabMcp.Fake.OAuth;

/// <summary>What the OAuth endpoints answer.</summary>
internal abstract record SignInAnswer
{
    public sealed record Plain(Answer Answer) : SignInAnswer;

    public sealed record Page(int Status, string Html) : SignInAnswer;

    public sealed record Redirect(string Location) : SignInAnswer;

    public Task WriteAsync(HttpContext http, Incoming request)
    {
        switch (this)
        {
            case Plain plain:
                http.Response.Headers.CacheControl = "no-store";
                return plain.Answer.WriteAsync(http, request);
            case Page page:
                return new Answer(page.Status, Encoding.UTF8.GetBytes(page.Html), "text/html; charset=utf-8").WriteAsync(http, request);
            case Redirect redirect:
                http.Response.StatusCode = StatusCodes.Status302Found;
                http.Response.Headers.Location = redirect.Location;
                return Task.CompletedTask;
            default:
                throw new InvalidOperationException(GetType().Name);
        }
    }
}
