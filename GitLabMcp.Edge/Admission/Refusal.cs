using System.Globalization;

namespace GitLabMcp.Edge.Admission;

/// <summary>The HTTP status and body of a refused request.</summary>
internal sealed record Refusal(int Status, string Error, string Message)
{
    /// <summary>The attribute of metrics and traces that holds the label.</summary>
    public const string Tag = "gitlab_mcp.refusal.reason";

    /// <summary>Sessions itself could not be asked.</summary>
    public static readonly Refusal SessionsUnreachable = new(
        503,
        "Service unavailable",
        "Sessions cannot be checked right now. Try again in a moment."
    )
    {
        Label = "sessions_unreachable",
    };

    /// <summary>The bodies under way take all memory that they may take.</summary>
    public static readonly Refusal TooManyBodies = new(
        503,
        "Server busy",
        "The requests under way are too large together. Try again in a moment, with smaller requests or fewer at a time."
    )
    {
        Label = "body_budget",
    };

    /// <summary>Seconds; 0 when waiting does not help.</summary>
    public int RetryAfter { get; init; }

    /// <summary>Unspecified for what the Edge refuses by itself.</summary>
    public RefusalReason Reason { get; init; }

    /// <summary>The reason in metrics and traces; empty for what the Edge refuses by itself.</summary>
    public string Label { get; init; } = "";

    /// <param name="refused">The answer of Sessions.</param>
    /// <param name="credential">Of the request; it knows which rule a malformed token breaks.</param>
    public static Refusal Of(Refused refused, RequestCredential credential) =>
        RefusalTable.Rows.TryGetValue(refused.Reason, out var row)
            ? new(row.Status, row.Error, row.Sentence(refused, credential))
            {
                RetryAfter = refused.RetryAfterSeconds,
                Reason = refused.Reason,
                Label = row.Label,
            }
            : throw new InvalidOperationException($"Sessions refused for a reason that is not known here: {(int)refused.Reason}.");

    public Task WriteAsync(HttpContext context)
    {
        Activity.Current?.SetTag(Tag, Label);
        if (Status is 429 or 503)
        {
            context.Response.Headers.RetryAfter = Math.Max(RetryAfter, 1).ToString(CultureInfo.InvariantCulture);
        }

        return ErrorBody.WriteAsync(context, Status, Error, Message);
    }
}
