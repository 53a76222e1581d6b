namespace GitLabMcp.Fake.World;

public enum TokenKind
{
    /// <summary>Personal, project or group access token: `Authorization: Bearer` or `PRIVATE-TOKEN`.</summary>
    Personal,

    /// <summary>OAuth access token: `Authorization: Bearer` only.</summary>
    OAuth,

    /// <summary>A CI job's: `JOB-TOKEN` only.</summary>
    Job,
}

public sealed record FakeUser(long Id, string Username, string Name);

/// <summary>A token of a user.</summary>
public sealed record FakeToken(string Value, FakeUser User)
{
    public TokenKind Kind { get; init; }

    public string[] Scopes { get; init; } = ["api"];

    public bool Revoked { get; set; }

    /// <summary>Null for a token without an end.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>The id of the OAuth application that it was made for.</summary>
    public string? Application { get; init; }

    /// <summary>What the first request with it does.</summary>
    internal Action? FirstUse { get; init; }

    /// <summary>Whether the scopes cover what a route asks for; the empty scope is covered by any live token.</summary>
    public bool Allows(string scope) =>
        scope switch
        {
            "" => true,
            _ when Kind == TokenKind.Job => true,
            "read_user" => Scopes.Intersect(["api", "read_api", "read_user"]).Any(),
            "read_api" => Scopes.Intersect(["api", "read_api"]).Any(),
            _ => Scopes.Contains(scope),
        };
}
