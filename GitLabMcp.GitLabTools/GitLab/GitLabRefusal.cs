using System.Globalization;
using System.Text;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A request that failed: one or two sentences that say what happened, why, and what to do next.</summary>
/// <param name="status">GitLab's status; 0 when there was no answer.</param>
internal sealed class GitLabRefusal(int status, string sentence, Retry retry) : GitLabReply
{
    /// <summary>The end of a sentence about a write whose answer was lost.</summary>
    public const string Unknown = "It is unknown whether the change was made: read the current state before repeating it.";

    private const int MaxReasonLength = 400;

    public int Status => status;

    public string Sentence => sentence;

    public Retry Retry => retry;

    public Failure Failure { get; init; }

    /// <summary>Whether the request may be sent once more: when no byte of it was sent, and for reads also when GitLab failed.</summary>
    public bool MayRepeat(GitLabRequest request) =>
        Failure switch
        {
            Failure.Unreached => true,
            Failure.Broken => request.IsRead && status is 0 or 500 or 502 or 503 or 504 && retry.Wait is null,
            _ => false,
        };

    /// <summary>GraphQL answered null: the thing does not exist, or the token may not see it.</summary>
    public bool IsNotFound { get; private init; }

    /// <summary>GitLab no longer accepts the token. A 401 alone does not say so.</summary>
    public bool TokenRejected { get; private init; }

    /// <summary>`(401: Unauthorized)`: the status, and what GitLab said with it.</summary>
    private string Why { get; init; } = "";

    /// <summary>Reads GitLab's error in any of its forms: {"message"}, {"error"}, {"error","error_description","scope"}, text, HTML,
    /// or an empty body.</summary>
    public static GitLabRefusal Of(
        GitLabRequest request,
        int status,
        TimeSpan? wait,
        string? contentType,
        ReadOnlySpan<byte> body,
        string token
    )
    {
        var error = ErrorBody.Of(contentType, body);
        var reason = WithoutStatus(Clean(error.Reason, token), status);
        var why = reason.Length == 0 ? $"({status})" : $"({status}: {reason})";

        // Only a 503 says that GitLab has not begun with a write.
        var retry = status < 500 || (status != 503 && !request.IsRead) ? Retry.Never : new Retry(IsWorthwhile: true, wait);
        var sentence = status switch
        {
            400 or 422 => $"GitLab refused the arguments {why}. Correct them and call again.",
            401 => Sentence401(TokenState.Unknown, request, why, CredentialKind.PrivateToken),
            402 => $"This GitLab's tier does not have this {why}. The tool works only with a higher tier.",
            403 when error.Scope is { } scope =>
                $"The token lacks the scope this needs: {Clean(scope, token)} ({status}). Use a token with that scope.",
            403 => $"GitLab forbids this {why}. The token's user needs a higher role there, or the feature is off.",
            404 => $"GitLab found nothing there {why}. Check the ids and paths; GitLab says the same when the token may not see it.",
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
            >= 300 and < 400 => $"GitLab answered with a redirect ({status}) that is not followed. The project may have moved: "
                + "ask get_project for its new path.",
            >= 500 when !retry.IsWorthwhile => $"GitLab failed {why}. {Unknown}",
            >= 500 => $"GitLab failed {why}. Nothing is wrong with the arguments; try again {retry.When}.",
            _ => $"GitLab refused this {why}.",
        };
        return new(status, sentence, retry) { Failure = status >= 500 ? Failure.Broken : Failure.None, Why = why };
    }

    /// <summary>The same 401, once it is known whether GitLab still accepts the token.</summary>
    public GitLabRefusal With(TokenState state, GitLabRequest request, CredentialKind kind) =>
        new(status, Sentence401(state, request, Why, kind), state == TokenState.Unknown ? Retry.Later : Retry.Never)
        {
            TokenRejected = state == TokenState.Rejected,
            Why = Why,
        };

    /// <summary>An answer with a status of success whose body is not JSON.</summary>
    public static GitLabRefusal OfNoData(ReadOnlySpan<byte> body, bool isRead)
    {
        var what = body.TrimStart(" \r\n\t"u8) is [(byte)'<', ..]
            ? "a web page, perhaps of a proxy or a login,"
            : "something that is not JSON";
        return isRead
            ? new(
                0,
                $"GitLab answered with {what} instead of data. Try again; if it stays so, the operator should check GITLAB_API_URL.",
                Retry.Later
            )
            : new(0, $"GitLab answered with {what} instead of data. {Unknown}", Retry.Never);
    }

    /// <summary>GraphQL refuses with status 200: by a sentence, or by null in place of the thing.</summary>
    public static GitLabRefusal OfGraphQL(string reason) =>
        new(
            0,
            Clean(reason, token: null) switch
            {
                "" => "GitLab found nothing there. Check the ids and paths; GitLab says the same when the token may not see it.",
                var why when why.Contains("does not exist or you don't have permission", StringComparison.Ordinal) =>
                    $"GitLab found nothing there, or the token's user may not do this ({why}). "
                        + "Check the ids and paths, and the user's role.",
                var why
                    when why.Contains("doesn't exist on type", StringComparison.Ordinal)
                        || why.Contains("doesn't accept argument", StringComparison.Ordinal)
                        || why.Contains("No such type", StringComparison.Ordinal)
                        || why.Contains("Field is not defined on", StringComparison.Ordinal) =>
                    $"This GitLab does not know what the tool asks for ({why}): its version or its tier is too low for it.",
                var why => $"GitLab refused this ({why}). Correct the arguments and call again.",
            },
            Retry.Never
        )
        {
            IsNotFound = reason.Length == 0,
        };

    private static string Sentence401(TokenState state, GitLabRequest request, string why, CredentialKind kind) =>
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

    /// <summary>`404 Issue Not Found` becomes `Issue Not Found`, because our sentences contain the status already.</summary>
    private static string WithoutStatus(string reason, int status)
    {
        var number = status.ToString(CultureInfo.InvariantCulture);
        return
            reason.StartsWith(number, StringComparison.Ordinal) && (reason.Length == number.Length || reason[number.Length] is ' ' or ':')
            ? reason[number.Length..].TrimStart(' ', ':')
            : reason;
    }

    private static string Clean(string reason, string? token)
    {
        var text = new StringBuilder(reason.Length);
        foreach (var c in token is null ? reason : reason.Replace(token, "[token]", StringComparison.Ordinal))
        {
            text.Append(char.IsControl(c) ? ' ' : c);
        }

        var clean = text.ToString().Trim().TrimEnd('.');
        if (clean.Length <= MaxReasonLength)
        {
            return clean;
        }

        // Not between the two halves of a character.
        var length = char.IsHighSurrogate(clean[MaxReasonLength - 1]) ? MaxReasonLength - 1 : MaxReasonLength;
        return clean[..length] + "…";
    }
}
