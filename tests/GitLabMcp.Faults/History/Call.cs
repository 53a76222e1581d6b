namespace GitLabMcp.Faults.History;

public enum CallKind
{
    Initialize,
    Read,
    Write,
    ListTools,
    Delete,
}

/// <summary>One request of the load, and what came back.</summary>
public sealed record Call
{
    public required TimeSpan Start { get; init; }

    public required TimeSpan End { get; init; }

    /// <summary>Which Edge it went to.</summary>
    public required int Edge { get; init; }

    public required CallKind Kind { get; init; }

    public required string User { get; init; }

    /// <summary>Null for an id alone.</summary>
    public string? Token { get; init; }

    public string? SessionId { get; init; }

    /// <summary>Whether it was made in a version of MCP without sessions.</summary>
    public bool IsSessionless { get; init; }

    /// <summary>Names this request all the way to GitLab; null where GitLab is not asked.</summary>
    public string? Nonce { get; init; }

    /// <summary>Of HTTP; zero when no answer came.</summary>
    public int Status { get; init; }

    /// <summary>In seconds, as the answer asks for.</summary>
    public int? RetryAfter { get; init; }

    public bool IsToolError { get; init; }

    /// <summary>Whether the body is what a client can read: a JSON document with a result or an error, or nothing where that is
    /// right.</summary>
    public bool HasValidBody { get; init; }

    /// <summary>Whose token GitLab says that it got.</summary>
    public string? AnsweredUser { get; init; }

    public string? AnsweredNonce { get; init; }

    /// <summary>The beginning of an answer that is not a success, or why there is none.</summary>
    public string Problem { get; init; } = "";

    /// <summary>What the rate limit counts together: the session, or the one that the server keeps for who sends no id.</summary>
    public string CountedAs => SessionId ?? (IsSessionless ? $"principal of {User}" : $"token {Token}");

    public bool Succeeded => Status is 200 or 202 or 204 && !IsToolError;

    /// <summary>Whether Sessions let it in, whatever became of it later.</summary>
    public bool WasAdmitted => Status == 200;

    public override string ToString() =>
        $"[{Start.TotalSeconds:F3} to {End.TotalSeconds:F3}] {Kind} of {User} at edge-{Edge}"
        + $" (id {SessionId?[..8] ?? "none"}, {(Token is null ? "no token" : "token")}, nonce {Nonce ?? "none"}): {Status} {Problem}";
}
