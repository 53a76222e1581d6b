namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>The refusals for a request whose answer did not come, or not completely.</summary>
internal static class NetworkErrors
{
    private const string NoName = "its host name cannot be resolved";
    private const string NoConnection = "no connection is possible, such as to a closed port";
    private const string NoTrust = "its certificate is not accepted";
    private const string NoTls = "it does not speak TLS, such as https:// to a port for http://";

    /// <param name="address">Scheme and host of the operator's GITLAB_API_URL; null for another GitLab.</param>
    public static GitLabRefusal Of(Exception e, GitLabRequest request, string? address)
    {
        var problem = Problem(e);
        var advice = address is null ? "" : $" If it stays so, the operator should check GITLAB_API_URL ({address}): {problem}.";
        return problem switch
        {
            NoName => Unreached($"GitLab's host name cannot be resolved; nothing was sent. Try again in a minute.{advice}", problem),
            NoConnection => Unreached($"GitLab cannot be reached; nothing was sent. Try again in a minute.{advice}", problem),
            NoTrust => new(
                0,
                "No trusted connection to GitLab: its certificate was not accepted. The operator should check "
                    + "GITLAB_CA_CERT_PATH; nothing was sent.",
                Retry.Never
            )
            {
                Problem = problem,
            },
            NoTls => new(
                0,
                "No encrypted connection to GitLab: nothing speaks TLS there, and nothing was sent. "
                    + (
                        address is null
                            ? "Is its address one with http://?"
                            : $"The operator should check GITLAB_API_URL ({address}), which may have to begin with http:// or name "
                                + "another port."
                    ),
                Retry.Never
            )
            {
                Problem = problem,
            },
            _ => Lost("The connection to GitLab broke before the answer was complete.", request, Failure.Broken),
        };
    }

    /// <summary>Why there is no connection; null when it broke later.</summary>
    public static string? Problem(Exception e) =>
        (e as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => NoName,
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => NoConnection,
            HttpRequestError.SecureConnectionError => e.InnerException?.Message.Contains("certificate", StringComparison.Ordinal) == true
                ? NoTrust
                : NoTls,
            _ => null,
        };

    /// <param name="failure">Silent when GitLab is to blame, Unknown when nobody can tell.</param>
    public static GitLabRefusal Unanswered(GitLabRequest request, Failure failure) =>
        Lost("GitLab did not answer in time.", request, failure);

    public static GitLabRefusal Unconnected { get; } =
        new(0, "GitLab cannot be reached in time; nothing was sent. Try again in a minute.", Retry.Later) { Failure = Failure.Silent };

    public static GitLabRefusal Unsent { get; } =
        new(0, "The time of this call was up before GitLab could be asked; nothing was sent. Try again in a minute.", Retry.Later);

    private static GitLabRefusal Unreached(string sentence, string problem) =>
        new(0, sentence, Retry.Later) { Failure = Failure.Unreached, Problem = problem };

    private static GitLabRefusal Lost(string what, GitLabRequest request, Failure failure) =>
        request.IsRead
            ? new(0, what + " Try again in a minute.", Retry.Later) { Failure = failure }
            : new(0, $"{what} {GitLabRefusal.Unknown}", Retry.Never) { Failure = failure };
}
