using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>What is known of a request that GitLab answered with a status that is no success.</summary>
/// <param name="Reason">GitLab's own words; empty when there are none.</param>
/// <param name="Why">`(404: Project Not Found)`.</param>
/// <param name="Scope">The scope that the token lacks; null when it does not lack one.</param>
/// <param name="IsOfKnownRoute">See <see cref="ErrorBody.IsOfKnownRoute"/>.</param>
internal sealed record FailedRequest(
    GitLabRequest Request,
    int Status,
    string Reason,
    string Why,
    string? Scope,
    bool IsOfKnownRoute,
    Retry Retry
);

/// <summary>The sentences for GitLab's statuses: what happened, why, and what to do next.</summary>
internal static class StatusSentences
{
    private const string EncodedSlashes =
        " If every path with a slash (%2F) fails so, a proxy before GitLab decodes or refuses it: the operator should set "
        + "AllowEncodedSlashes NoDecode (Apache), or a proxy_pass without a path (nginx).";

    public static string Of(FailedRequest it)
    {
        var sentence = it.Status >= 500 ? OfFailure(it) : OfRefusal(it);
        return it.Status < 500 && it.Retry.IsWorthwhile ? AskingToWait(sentence, it.Retry) : sentence;
    }

    /// <summary>GitLab answers 401 for a token that it does not accept, and for a call that the user may not make.</summary>
    /// <param name="retry">Worthwhile when GitLab, or a proxy before it, asked to wait.</param>
    public static string Of401(TokenState state, GitLabRequest request, string why, CredentialKind kind, Retry retry)
    {
        var sentence = Of401(state, request, why, kind);
        return state != TokenState.Rejected && retry.IsWorthwhile ? AskingToWait(sentence, retry) : sentence;
    }

    private static string Of401(TokenState state, GitLabRequest request, string why, CredentialKind kind) =>
        state switch
        {
            TokenState.Rejected => $"GitLab does not accept this token {why}: it is unknown, expired or revoked. Send a new token.",
            TokenState.Accepted when kind == CredentialKind.JobToken => "You may not do this with the token of a CI/CD job: GitLab accepts "
                + $"the token, but not for this call {why}. Use a personal, project or group access token.",
            TokenState.Accepted when request.IsRead => "You may not do this: GitLab accepts the token, but not for this call "
                + $"{why}. The token's user needs a higher role there, or another kind of token.",
            TokenState.Accepted => "You may not do this (or it is done already): GitLab accepts the token, but not for this call "
                + $"{why}. Read the current state; when it is not done, somebody with a higher role has to do it.",
            _ => $"GitLab refused this call {why}, and did not say whether it still accepts the token. Try again in a minute; "
                + "if it stays so, send a new token.",
        };

    private static string AskingToWait(string sentence, Retry retry) => $"{sentence} GitLab asks to wait: try again {retry.When}.";

    private static string OfFailure(FailedRequest it) =>
        it.Retry.IsWorthwhile
            ? $"GitLab failed {it.Why}. Nothing is wrong with the arguments; try again {it.Retry.When}."
            : $"GitLab failed {it.Why}. {GitLabRefusal.Unknown}";

    /// <summary>The Community Edition does not know the scope; the others name what they lack, in the words of their version.</summary>
    private static bool NeedsAdvancedSearch(string reason) =>
        reason.Contains("scope does not have a valid value", StringComparison.Ordinal)
        || (
            reason.Contains("scope", StringComparison.OrdinalIgnoreCase)
            && (
                reason.Contains("elasticsearch", StringComparison.OrdinalIgnoreCase)
                || reason.Contains("advanced search", StringComparison.OrdinalIgnoreCase)
            )
        );

    private static string OfRefusal(FailedRequest it)
    {
        var (request, reason, why) = (it.Request, it.Reason, it.Why);
        return it.Status switch
        {
            400 when NeedsAdvancedSearch(reason) =>
                $"This GitLab searches code, wikis, commits and comments only inside of one project {why}: more needs its advanced search. "
                    + "Give search a project_id; for code there is search_project_code too.",
            400 or 422 => $"GitLab refused the arguments {why}. Correct them and call again.{Proxy(it)}",
            401 => Of401(TokenState.Unknown, request, why, CredentialKind.PrivateToken),
            402 => $"This GitLab's tier does not have this {why}. It comes with a higher tier only.",
            403 when it.Scope is { } scope => $"The token lacks the scope this needs: {scope} ({it.Status}). Use a token with that scope.",
            403 => $"GitLab forbids this {why}. The token's user needs a higher role there, or the feature is off.",
            404 or 405 or 410 when reason == ErrorBody.Page =>
                $"GitLab's API is not there {why}. If every call fails so, the operator should check GITLAB_API_URL.{Proxy(it)}",
            404 => $"GitLab found nothing there {why}. Check the ids and paths; GitLab says the same when the token may not see it."
                + Proxy(it),
            405 when reason.Contains("keyset", StringComparison.Ordinal) =>
                $"GitLab does not count pages that far {why}. Narrow the list, or begin anew with cursor=start "
                    + "where the tool has that argument.",
            405 when reason.Contains("moved", StringComparison.Ordinal) =>
                $"The project has another path now {why}. Ask get_project with the old one for the new one, then call again.",
            405 => $"GitLab does not allow this here {why}. Its state may have changed: read it again.",
            409 => $"GitLab reports a conflict {why}. Read the current state, then decide again.",
            412 => $"It has changed meanwhile {why}. Read it again and repeat the change.",
            413 => $"That is too large for this GitLab {why}. Send less.",
            414 => "The arguments are too long for GitLab (414). Use fewer or shorter ones.",
            304 => "GitLab says that nothing has changed (304), and sent no data. The operator should check what stands "
                + "between this server and GitLab.",
            _ => $"GitLab refused this {why}.",
        };
    }

    private static string Proxy(FailedRequest it) =>
        !it.IsOfKnownRoute && it.Request.Path.Split('?')[0].Contains("%2F", StringComparison.OrdinalIgnoreCase) ? EncodedSlashes : "";
}
