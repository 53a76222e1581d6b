using System.Globalization;
using GitLabMcp.Edge.Http;
using GitLabMcp.Sessions.Contract;

namespace GitLabMcp.Edge.Admission;

/// <summary>The HTTP status and body for each refusal of Sessions. Rules: docs/behaviour.md, Refusals.</summary>
internal sealed record Refusal(int Status, string Error, string Message)
{
    /// <summary>Sessions itself could not be asked.</summary>
    public static readonly Refusal SessionsUnreachable = new(
        503,
        "Service unavailable",
        "Sessions cannot be checked right now. Try again in a moment."
    );

    /// <summary>Seconds; 0 when waiting does not help.</summary>
    public int RetryAfter { get; init; }

    /// <summary>The server is full.</summary>
    public bool IsCapacity { get; init; }

    /// <param name="refused">The answer of Sessions.</param>
    /// <param name="credential">Of the request; it knows which rule a malformed token breaks.</param>
    public static Refusal Of(Refused refused, RequestCredential credential) =>
        (
            refused.Reason switch
            {
                RefusalReason.MissingToken => new Refusal(
                    401,
                    "Missing Authorization or Private-Token header",
                    "Remote authorization is enabled. Please provide Authorization or Private-Token header."
                ),
                RefusalReason.MalformedToken => new Refusal(
                    401,
                    "Invalid GitLab token",
                    credential is RequestCredential.Malformed malformed
                        ? malformed.Rule
                        : "Send the GitLab token as `Authorization: Bearer <token>`."
                ),
                RefusalReason.RejectedToken => new Refusal(
                    401,
                    "GitLab rejected the token",
                    "GitLab does not accept this token: it is wrong, expired or revoked. Create a new one in GitLab and send that."
                ),
                RefusalReason.SessionNotFound => new Refusal(
                    404,
                    "Session not found",
                    "This session has ended or never was. Send initialize without mcp-session-id to start a new one."
                ),
                RefusalReason.RateLimited => new Refusal(
                    429,
                    "Rate limit exceeded",
                    $"Maximum {refused.Limit} requests per minute allowed"
                ),
                RefusalReason.Capacity => new Refusal(
                    503,
                    "Server capacity reached",
                    $"Maximum {refused.Limit} concurrent sessions allowed. Please try again later."
                ),
                RefusalReason.AuthFailures => new Refusal(
                    429,
                    "Too many failed authentications",
                    $"Maximum {refused.Limit} failed authentications per minute allowed from one address. "
                        + "Check the token and try again later."
                ),
                RefusalReason.Unverifiable => new Refusal(
                    503,
                    "GitLab is unreachable",
                    "The token could not be checked with GitLab. Try again in a moment."
                ),
                RefusalReason.StoreUnavailable => new Refusal(
                    503,
                    "Session store unavailable",
                    "Sessions cannot be looked up right now. Send your GitLab token with the request, or try again in a moment."
                ),
                _ => throw new InvalidOperationException($"Sessions refused for a reason that is not known here: {(int)refused.Reason}."),
            }
        ) with
        {
            RetryAfter = refused.RetryAfterSeconds,
            IsCapacity = refused.Reason == RefusalReason.Capacity,
        };

    public Task WriteAsync(HttpContext context)
    {
        if (Status is 429 or 503)
        {
            context.Response.Headers.RetryAfter = Math.Max(RetryAfter, 1).ToString(CultureInfo.InvariantCulture);
        }

        return ErrorBody.WriteAsync(context, Status, Error, Message);
    }
}
