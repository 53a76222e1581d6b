using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>The sentences for redirects that are not followed. None of them contains the path or the query of the target, because
/// the address of a stored file is a secret.</summary>
internal static class Redirect
{
    private static readonly string[] SignIn = ["sign_in", "login", "oauth", "saml", "authorize", "sso"];

    /// <param name="from">The address that answered with the redirect.</param>
    public static string Sentence(HttpResponseMessage response, Uri from, GitLabAddress instance)
    {
        var status = (int)response.StatusCode;
        if (response.Headers.Location is not { } location || !Uri.TryCreate(from, location, out var to))
        {
            return Moved(status);
        }

        var host = to.GetLeftPart(UriPartial.Authority);
        return IsSignIn(to)
                ? $"GitLab, or something before it, asks to sign in on a web page ({status}, {host}) in place of taking the token. "
                    + "The operator should let requests to GitLab's API pass there."
            : GitLabAddress.OriginOf(to) == instance.Origin ? Moved(status)
            : !IsOfFile(response.RequestMessage) || IsSameThing(from, to)
                ? $"GitLab has another address, {host}, and redirects to it ({status}); the token is not sent there. The operator should "
                    + "set GITLAB_API_URL to that address."
            : $"GitLab keeps this file in an object storage on another host ({status}, {host}), and this server does not fetch from there. "
                + "Open the file in GitLab's web interface, or ask the operator of GitLab to turn on proxy_download for its object "
                + "storage.";
    }

    private static string Moved(int status) =>
        $"GitLab answered with a redirect ({status}) that is not followed. The project may have moved: ask get_project for its new path, "
        + "then call again with that path.";

    private static bool IsSignIn(Uri to) =>
        Array.Exists(SignIn, word => to.AbsolutePath.Contains(word, StringComparison.OrdinalIgnoreCase))
        && !to.AbsolutePath.Contains("/api/", StringComparison.Ordinal);

    /// <summary>Only what is read without GraphQL can be a stored file.</summary>
    private static bool IsOfFile(HttpRequestMessage? request) => request is null || request.Method == HttpMethod.Get;

    /// <summary>The same path, the API's, or no path at all. A stored file has another path, and a query with a signature.</summary>
    private static bool IsSameThing(Uri from, Uri to) =>
        to.AbsolutePath == from.AbsolutePath
        || to.AbsolutePath == "/"
        || to.AbsolutePath.Contains("/api/v4", StringComparison.Ordinal)
        || to.AbsolutePath.EndsWith("/api/graphql", StringComparison.Ordinal);
}
