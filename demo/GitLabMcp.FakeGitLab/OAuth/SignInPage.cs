using System.Text.Encodings.Web;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.OAuth;

/// <summary>The pages of the fake GitLab: whoever looks at them presses a button.</summary>
internal static class SignInPage
{
    /// <param name="query">Of the request, which the buttons send along.</param>
    public static string Choice(IEnumerable<FakeUser> users, string query) =>
        Page(
            $"""
            <h1>The fake GitLab</h1>
            <p>An application would like to use your account. As whom do you sign in?</p>
            <form method="post" action="/oauth/authorize">
            <input type="hidden" name="query" value="{HtmlEncoder.Default.Encode(query)}">
            {string.Concat(users.Select(Button))}
            <button name="deny" value="yes">Deny</button>
            </form>
            """
        );

    public static string Error(string sentence) => Page($"<h1>The fake GitLab</h1><p>{HtmlEncoder.Default.Encode(sentence)}</p>");

    private static string Button(FakeUser user) =>
        $"<button name=\"user\" value=\"{user.Username}\">Authorize as {user.Username}</button>\n";

    private static string Page(string body) =>
        $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>The fake GitLab</title></head>
            <body>{body}</body></html>
            """;
}
