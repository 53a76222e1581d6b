using System.Globalization;
using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.OAuth;

/// <summary>Refusals that several steps of a sign-in share.</summary>
internal static class SignInRefusals
{
    public const string NotOfThisBrowser =
        "This sign-in was begun in another browser, or too long ago, or cookies are off. Start it again in your application.";

    private const int RetryAfterSeconds = 30;

    public static Task TooManyAsync(HttpContext context, Counters counters)
    {
        counters.SignInRefused("auth_failures");
        RetryLater(context);
        return Pages.FailAsync(
            context,
            StatusCodes.Status429TooManyRequests,
            "Too many sign-ins from your address have failed. Try again in a minute."
        );
    }

    public static void RetryLater(HttpContext context) =>
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
}
