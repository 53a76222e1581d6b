using System.Text.RegularExpressions;

namespace GitLabMcp.Edge.OAuth;

/// <summary>Reads what a client asks for in the name of a user: OAuth 2.1, 4.1.1; RFC 8707; MCP, Authorization.</summary>
internal sealed partial class AuthorizationRequests(Clients clients, AllowedRedirectUris allowed, EdgeSettings settings, TimeProvider time)
{
    /// <summary>How long a user may take for the consent page, and again for GitLab.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int MaxState = 1024;

    private static readonly string[] Once =
    [
        "client_id",
        "redirect_uri",
        "response_type",
        "response_mode",
        "state",
        "scope",
        "code_challenge",
        "code_challenge_method",
    ];

    private readonly OAuthSettings _settings = settings.OAuth;

    /// <param name="query">Of the request.</param>
    /// <param name="browser">The hash of the cookie of the browser.</param>
    /// <param name="ct">Nobody waits any more.</param>
    public async Task<Outcome> ReadAsync(IQueryCollection query, string browser, CancellationToken ct)
    {
        if (Array.Exists(Once, name => query[name].Count > 1))
        {
            return new Outcome.Unusable("The application sent a parameter twice, so its request cannot be understood.");
        }

        return await clients.FindAsync(query["client_id"].ToString(), ct) switch
        {
            Clients.Outcome.Found found => Read(query, found.Client, browser),
            Clients.Outcome.Unknown unknown => new Outcome.Unusable(unknown.Sentence),
            var outcome => throw new UnreachableException(outcome.GetType().Name),
        };
    }

    private Outcome Read(IQueryCollection query, OAuthClient client, string browser)
    {
        if (Redirect(client, query["redirect_uri"].ToString()) is not { } redirect)
        {
            return new Outcome.Unusable(
                "The application asks to send you to an address that is not its own, or that this server does not send users to. "
                    + "The operator can allow an address in GITLAB_OAUTH_ALLOWED_REDIRECT_URIS."
            );
        }

        var state = query["state"].Count == 1 ? query["state"].ToString() : null;
        return Problem(query, state) is var (error, description)
            ? new Outcome.Refused(redirect, state?.Length > MaxState ? null : state, error, description)
            : new Outcome.Good(
                client,
                redirect,
                new SignIn(
                    client.Hash,
                    client.Name,
                    redirect.Text,
                    state,
                    query["code_challenge"].ToString(),
                    Scope(query["scope"].ToString()),
                    browser,
                    time.GetUtcNow() + Lifetime
                )
            );
    }

    /// <summary>One of the client's own, and one that the operator allows.</summary>
    private RedirectUri? Redirect(OAuthClient client, string text) =>
        RedirectUri.Parse(text) is { } redirect && client.RedirectUris.Any(redirect.Matches) && allowed.Includes(redirect)
            ? redirect
            : null;

    private (string Error, string Description)? Problem(IQueryCollection query, string? state) =>
        state?.Length > MaxState ? ("invalid_request", $"state is longer than {MaxState} characters.")
        : query["response_type"] != "code" ? ("unsupported_response_type", "response_type must be code.")
        : query["response_mode"].Count == 1 && query["response_mode"] != "query" ? ("invalid_request", "response_mode must be query.")
        : query["code_challenge_method"] != "S256" || !Challenge().IsMatch(query["code_challenge"].ToString())
            ? ("invalid_request", "PKCE is required: code_challenge with code_challenge_method=S256.")
        : query["resource"].Any(resource => !IsOurs(resource))
            ? ("invalid_target", $"resource must be {_settings.ServerUrl}{OAuthPaths.Mcp}.")
        : null;

    /// <summary>Whether a token for this address would be one for this server.</summary>
    public bool IsOurs(string? resource) =>
        resource?.TrimEnd('/') is { } text && (text == _settings.ServerUrl || text == _settings.ServerUrl + OAuthPaths.Mcp);

    /// <summary>What can be given of what is asked for. Words that are not known here (`offline_access`) are left out.</summary>
    private string Scope(string asked)
    {
        var words = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] given =
        [
            .. ((string[])[OAuthSettings.ReadApi, OAuthSettings.Api]).Where(scope =>
                words.Contains(scope) && _settings.Scopes.Contains(scope)
            ),
        ];
        return given.Length == 0 ? _settings.DefaultScope : string.Join(' ', given);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_\-]{43}\z")]
    private static partial Regex Challenge();

    public abstract record Outcome
    {
        public sealed record Good(OAuthClient Client, RedirectUri Redirect, SignIn SignIn) : Outcome;

        /// <summary>The client is known, and gets the error.</summary>
        public sealed record Refused(RedirectUri Redirect, string? State, string Error, string Description) : Outcome;

        /// <summary>Nobody knows whose request it is, so only the user is told.</summary>
        public sealed record Unusable(string Sentence) : Outcome;
    }
}
