namespace GitLabMcp.Edge.Admission;

/// <summary>What a client and an operator see of each reason for which Sessions refuses a request. Rules: docs/behaviour.md,
/// Refusals.</summary>
internal static class RefusalTable
{
    public static readonly IReadOnlyDictionary<RefusalReason, RefusalRow> Rows = new Dictionary<RefusalReason, RefusalRow>
    {
        [RefusalReason.MissingToken] = new(
            401,
            "missing_token",
            "Missing Authorization or Private-Token header",
            "Remote authorization is enabled. Please provide Authorization or Private-Token header."
        ),
        [RefusalReason.MalformedToken] = new(
            401,
            "malformed_token",
            "Invalid GitLab token",
            static (_, credential) =>
                credential is RequestCredential.Malformed malformed
                    ? malformed.Rule
                    : "Send the GitLab token as `Authorization: Bearer <token>`."
        ),
        [RefusalReason.RejectedToken] = new(
            401,
            "rejected_token",
            "GitLab rejected the token",
            "GitLab does not accept this token: it is wrong, expired or revoked. Create a new one in GitLab and send that."
        ),
        [RefusalReason.InvalidGrantToken] = new(
            401,
            "invalid_grant_token",
            "Signed out",
            "This access token is unknown, expired or revoked. Sign in with GitLab again."
        ),
        [RefusalReason.SessionNotFound] = new(
            404,
            "session_not_found",
            "Session not found",
            "This session has ended or never was. Send initialize without mcp-session-id to start a new one."
        ),
        [RefusalReason.RateLimited] = new(
            429,
            "rate_limited",
            "Rate limit exceeded",
            static (refused, _) => $"Maximum {refused.Limit} requests per minute allowed"
        ),
        [RefusalReason.Capacity] = new(
            503,
            "capacity",
            "Server capacity reached",
            static (refused, _) => $"Maximum {refused.Limit} concurrent sessions allowed. Please try again later."
        ),
        [RefusalReason.StoreFull] = new(
            503,
            "store_full",
            "Session store full",
            "The session store has no memory left for a new session. Try again later; if it stays so, tell the operator."
        ),
        [RefusalReason.AuthFailures] = new(
            429,
            "auth_failures",
            "Too many failed authentications",
            static (refused, _) =>
                $"Maximum {refused.Limit} failed authentications per minute allowed from one address. Check the token and try again later."
        ),
        [RefusalReason.Unverifiable] = new(
            503,
            "unverifiable",
            "GitLab is unreachable",
            "The token could not be checked with GitLab. Try again in a moment."
        ),
        [RefusalReason.GrantNotRefreshed] = new(
            503,
            "grant_not_refreshed",
            "GitLab is unreachable",
            "The sign-in with GitLab could not be renewed. Try again in a moment."
        ),
        [RefusalReason.StoreUnavailable] = new(
            503,
            "store_unavailable",
            "Session store unavailable",
            static (_, credential) =>
                credential is RequestCredential.Token or RequestCredential.Grant
                    ? "Sessions cannot be changed right now. Try again in a moment."
                    : "Sessions cannot be looked up right now. Send your GitLab token with the request, or try again in a moment."
        ),
    };
}

/// <param name="Status">The HTTP status.</param>
/// <param name="Label">The reason in metrics and traces.</param>
/// <param name="Error">The short title in the body.</param>
/// <param name="Sentence">What was wrong and what to do next. The rule that a malformed token breaks is known to the Edge only.</param>
internal sealed record RefusalRow(int Status, string Label, string Error, Func<Refused, RequestCredential, string> Sentence)
{
    public RefusalRow(int status, string label, string error, string sentence)
        : this(status, label, error, (_, _) => sentence) { }
}
