using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>GitLab did not do it: one sentence or two that say what happened, why, and what to do next.</summary>
/// <param name="status">GitLab's status; 0 when there was no answer.</param>
internal sealed class GitLabRefusal(int status, string sentence, Retry retry) : GitLabReply
{
    /// <summary>A write may have been done although nobody heard of it.</summary>
    public const string Unknown = "It is unknown whether the change was made: read the current state before repeating it.";

    private const int LongestReason = 400;
    private const string Page = "a web page instead of an answer of the API, perhaps from a proxy or a login page";

    public int Status => status;

    public string Sentence => sentence;

    public Retry Retry => retry;

    public Failure Failure { get; init; }

    /// <summary>Whether to send it once more ourselves: when no byte went out, and for reads also when GitLab stumbled.</summary>
    public bool MayRepeat(GitLabRequest request) =>
        Failure switch
        {
            Failure.Unreached => true,
            Failure.Broken => request.IsRead && status is 0 or 500 or 502 or 503 or 504 && retry.Wait is null,
            _ => false,
        };

    /// <summary>There is no such thing, or none that the token may see: null where GraphQL should say it.</summary>
    public bool IsNotFound { get; private init; }

    /// <summary>GitLab said 401: the token is dead.</summary>
    public bool TokenRejected => status == 401;

    /// <summary>Reads GitLab's error in any of its forms: {"message"}, {"error"}, {"error","error_description","scope"}, text, HTML, nothing.</summary>
    public static GitLabRefusal Of(
        GitLabRequest request,
        int status,
        TimeSpan? wait,
        string? contentType,
        ReadOnlySpan<byte> body,
        string token
    )
    {
        var (reason, scope) = Reason(contentType, body);
        reason = WithoutStatus(Clean(reason, token), status);
        var why = reason.Length == 0 ? $"({status})" : $"({status}: {reason})";

        // 503 is what says that it was not even begun.
        var retry = status < 500 || (status != 503 && !request.IsRead) ? Retry.Never : new Retry(IsWorthwhile: true, wait);
        var sentence = status switch
        {
            400 or 422 => $"GitLab refused the arguments {why}. Correct them and call again.",
            401 => $"GitLab does not accept this token {why}: it is unknown, expired or revoked. Send a new token.",
            403 when scope is not null =>
                $"The token lacks the scope this needs: {Clean(scope, token)} ({status}). Use a token with that scope.",
            403 => $"GitLab forbids this {why}. The token's user needs a higher role there, or the feature is off.",
            404 => $"GitLab found nothing there {why}. Check the ids and paths; GitLab says the same when the token may not see it.",
            405 when reason.Contains("keyset", StringComparison.Ordinal) =>
                $"GitLab does not count pages that far {why}. Narrow the list, or begin anew with cursor=start where the tool has that argument.",
            405 when reason.Contains("moved", StringComparison.Ordinal) =>
                $"The project has another path now {why}. Ask get_project with the old one for the new one, then call again.",
            405 => $"GitLab does not allow this here {why}. Its state may have changed: read it again.",
            409 => $"GitLab reports a conflict {why}. Read the current state, then decide again.",
            412 => $"It has changed meanwhile {why}. Read it again and repeat the change.",
            413 => $"That is too large for this GitLab {why}. Send less.",
            414 => "The arguments are too long for GitLab (414). Use fewer or shorter ones.",
            304 =>
                "GitLab says that nothing has changed (304), and sent no data. The operator should check what stands between this server and GitLab.",
            >= 300 and < 400 =>
                $"GitLab answered with a redirect ({status}) that is not followed. The project may have moved: ask get_project for its new path.",
            >= 500 when !retry.IsWorthwhile => $"GitLab failed {why}. {Unknown}",
            >= 500 => $"GitLab failed {why}. Nothing is wrong with the arguments; try again {retry.When}.",
            _ => $"GitLab refused this {why}.",
        };
        return new(status, sentence, retry) { Failure = status >= 500 ? Failure.Broken : Failure.None };
    }

    /// <summary>A success by its status that holds no JSON.</summary>
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

    /// <summary>GraphQL refuses with status 200: by a sentence, or by null where the thing should be.</summary>
    public static GitLabRefusal OfGraphQL(string reason) =>
        new(
            0,
            Clean(reason, token: null) switch
            {
                "" => "GitLab found nothing there. Check the ids and paths; GitLab says the same when the token may not see it.",
                var why when why.Contains("does not exist or you don't have permission", StringComparison.Ordinal) =>
                    $"GitLab found nothing there, or the token's user may not do this ({why}). Check the ids and paths, and the user's role.",
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

    private static (string Reason, string? Scope) Reason(string? contentType, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return ("", null);
        }

        if (body.TrimStart(" \t\r\n"u8) is [(byte)'<', ..])
        {
            return (Page, null);
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return (Flat(root), null);
            }

            var scope = root.TryGetProperty("scope"u8, out var named) ? Flat(named) : null;
            foreach (var name in (ReadOnlySpan<string>)["message", "error_description", "error"])
            {
                if (root.TryGetProperty(name, out var value) && Flat(value) is { Length: > 0 } text)
                {
                    return (text, scope);
                }
            }

            return ("", scope);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Cut off, no JSON at all, or JSON whose texts are none (half a surrogate pair).
            return contentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
                ? (Page, null)
                : (Encoding.UTF8.GetString(body[..Math.Min(body.Length, 2 * LongestReason)]), (string?)null);
        }
    }

    /// <summary>{"title":["is too long","is blank"]} reads `title is too long, is blank`.</summary>
    private static string Flat(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Array => string.Join(", ", element.EnumerateArray().Select(Flat)),
            JsonValueKind.Object => string.Join(
                "; ",
                element.EnumerateObject().Select(property => $"{property.Name} {Flat(property.Value)}")
            ),
            JsonValueKind.Null => "",
            _ => element.GetRawText(),
        };

    /// <summary>`404 Issue Not Found` is `Issue Not Found`: our sentences say the number themselves.</summary>
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
        return clean.Length <= LongestReason
            ? clean
            : string.Concat(clean.AsSpan(0, char.IsHighSurrogate(clean[LongestReason - 1]) ? LongestReason - 1 : LongestReason), "…");
    }
}
