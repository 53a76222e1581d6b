namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>The refusals for a request whose answer did not come, or not completely.</summary>
internal static class NetworkErrors
{
    public static GitLabRefusal Of(Exception e, GitLabRequest request) =>
        e switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Unreached(
                "GitLab's host name cannot be resolved; nothing was sent. Try again in a minute; if it stays so, "
                    + "the operator should check GITLAB_API_URL."
            ),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new(
                0,
                "No trusted connection to GitLab: its certificate was not accepted. The operator should check "
                    + "GITLAB_CA_CERT_PATH; nothing was sent.",
                Retry.Never
            ),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError } => Unreached(
                "GitLab cannot be reached; nothing was sent. Try again in a minute."
            ),
            _ => Lost("The connection to GitLab broke before the answer was complete.", request, Failure.Broken),
        };

    /// <param name="failure">Silent when GitLab is to blame, Unknown when nobody can tell.</param>
    public static GitLabRefusal Unanswered(GitLabRequest request, Failure failure) =>
        Lost("GitLab did not answer in time.", request, failure);

    public static GitLabRefusal Unconnected { get; } =
        new(0, "GitLab cannot be reached in time; nothing was sent. Try again in a minute.", Retry.Later) { Failure = Failure.Silent };

    public static GitLabRefusal Unsent { get; } =
        new(0, "The time of this call was up before GitLab could be asked; nothing was sent. Try again in a minute.", Retry.Later);

    private static GitLabRefusal Unreached(string sentence) => new(0, sentence, Retry.Later) { Failure = Failure.Unreached };

    private static GitLabRefusal Lost(string what, GitLabRequest request, Failure failure) =>
        request.IsRead
            ? new(0, what + " Try again in a minute.", Retry.Later) { Failure = failure }
            : new(0, $"{what} {GitLabRefusal.Unknown}", Retry.Never) { Failure = failure };
}
