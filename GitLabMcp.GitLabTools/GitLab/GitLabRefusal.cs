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

    /// <summary>The request was a write, and nobody knows whether it was made.</summary>
    public bool IsOutcomeUnknown => sentence.EndsWith(Unknown, StringComparison.Ordinal);

    public int Status => status;

    public string Sentence => sentence;

    public Retry Retry => retry;

    public Failure Failure { get; init; }

    /// <summary>Why there is no connection to GitLab, `its host name cannot be resolved`; null for other failures.</summary>
    public string? Problem { get; init; }

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

    /// <summary>GitLab's own words; empty when there are none.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>The scope that the token lacks; null when it does not lack one.</summary>
    public string? MissingScope { get; private init; }

    /// <summary>GitLab no longer accepts the token. A 401 alone does not say so.</summary>
    public bool TokenRejected { get; private init; }

    /// <summary>GitLab has it, but its answer is larger than what is read at once.</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>See <see cref="ErrorBody.IsOfKnownRoute"/>.</summary>
    public bool IsOfKnownRoute { get; private init; }

    /// <summary>`(401: Unauthorized)`: the status, and what GitLab said with it.</summary>
    private string Why { get; init; } = "";

    /// <summary>A status that is no success.</summary>
    /// <param name="wait">How long GitLab asks to wait; null when it does not say it.</param>
    /// <param name="redirect">The sentence for a redirect that is not followed; null for every other status.</param>
    public static GitLabRefusal Of(GitLabRequest request, int status, TimeSpan? wait, ErrorBody error, string token, string? redirect)
    {
        var reason = WithoutStatus(Clean(error.Reason, token), status);
        var why = reason.Length == 0 ? $"({status})" : $"({status}: {reason})";

        // Of the 5xx, only a 503 says that GitLab has not begun with a write.
        var retry =
            status >= 500 ? (status == 503 || request.IsRead ? new Retry(IsWorthwhile: true, wait) : Retry.Never)
            : status >= 400 && wait is { } named ? Retry.After(named)
            : Retry.Never;
        var scope = error.Scope is null ? null : Clean(error.Scope, token);
        var sentence = redirect ?? StatusSentences.Of(new(request, status, reason, why, scope, error.IsOfKnownRoute, retry));
        return new(status, sentence, retry)
        {
            Failure = status >= 500 ? Failure.Broken : Failure.None,
            Why = why,
            Reason = reason,
            MissingScope = scope,
            IsOfKnownRoute = error.IsOfKnownRoute,
        };
    }

    /// <summary>The same 401, once it is known whether GitLab still accepts the token.</summary>
    public GitLabRefusal With(TokenState state, GitLabRequest request, CredentialKind kind) =>
        new(
            status,
            StatusSentences.Of401(state, request, Why, kind, retry),
            state == TokenState.Rejected ? Retry.Never
                : retry.IsWorthwhile ? retry
                : state == TokenState.Unknown ? Retry.Later
                : Retry.Never
        )
        {
            TokenRejected = state == TokenState.Rejected,
            Why = Why,
        };

    /// <summary>An answer with a status of success whose body says that GitLab did not do it, or not all of it.</summary>
    /// <param name="reason">GitLab's words.</param>
    /// <param name="next">A sentence.</param>
    public static GitLabRefusal OfPart(string reason, string next) =>
        new(0, $"GitLab did not do all of this ({Clean(reason, token: null)}). {next}", Retry.Never);

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
                        || why.Contains("isn't a defined input type", StringComparison.Ordinal)
                        || why.Contains("Field is not defined on", StringComparison.Ordinal) =>
                    $"This GitLab does not know what the tool asks for ({why}): its version or its tier is too low for it.",
                var why => $"GitLab refused this ({why}). Correct the arguments and call again.",
            },
            Retry.Never
        )
        {
            IsNotFound = reason.Length == 0,
        };

    /// <summary>Types of work items have widgets by tier and version.</summary>
    public static GitLabRefusal OfMissingWidget(string name) =>
        new(0, $"This GitLab's tier or version has none of these for that type of work item ({name}).", Retry.Never);

    /// <summary>The 404 of a repository without commits.</summary>
    public static GitLabRefusal OfEmptyRepository { get; } =
        new(
            404,
            "The repository has no commits yet, so it has no files and no branches (404). create_or_update_file makes the first commit.",
            Retry.Never
        );

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
