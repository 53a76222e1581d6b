using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.World;

namespace GitLabMcp.Fake.OAuth;

/// <summary>GitLab's OAuth: a page with a button for each user, codes and refresh tokens that work once, and PKCE.
/// https://docs.gitlab.com/api/oauth2/</summary>
public sealed class FakeSignIn
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Code> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Refresh> _refreshTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _secrets = new();
    private readonly List<FakeApplication> _applications = [];
    private readonly Lock _lock = new();
    private readonly GitLabWorld _world;
    private int _refreshes;

    internal FakeSignIn(GitLabWorld world) => _world = world;

    /// <summary>How long access tokens live.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Somebody who is signed in and has authorized the application before, so that GitLab shows no page.</summary>
    public string? SignedInAs { get; set; }

    /// <summary>How often tokens were refreshed.</summary>
    public int Refreshes => _refreshes;

    /// <summary>Every code, access token and refresh token that was given out.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    internal void Add(FakeApplication application) => _applications.Add(application);

    internal SignInAnswer Answer(Incoming request, byte[] body, string? bearer)
    {
        var form = SignInForm.Of(body);
        return (request.Method, request.Path) switch
        {
            ("GET", "/oauth/authorize") => Authorize(SignInForm.OfQuery(request.Query), request.Query),
            ("POST", "/oauth/authorize") => Decide(SignInForm.OfQuery(form["query"]), form),
            ("POST", "/oauth/token") => Token(form),
            ("GET", "/oauth/token/info") => Info(bearer),
            ("POST", "/oauth/revoke") => Revoke(form),
            _ => new SignInAnswer.Plain(Http.Answer.Error(404, "404 Not Found")),
        };
    }

    /// <summary>What clients read that talk to GitLab by themselves.</summary>
    internal static JsonObject Metadata(string origin) =>
        new()
        {
            ["issuer"] = origin,
            ["authorization_endpoint"] = origin + "/oauth/authorize",
            ["token_endpoint"] = origin + "/oauth/token",
            ["revocation_endpoint"] = origin + "/oauth/revoke",
            ["scopes_supported"] = new JsonArray("api", "read_api", "read_user"),
            ["response_types_supported"] = new JsonArray("code"),
            ["grant_types_supported"] = new JsonArray("authorization_code", "refresh_token"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("none", "client_secret_basic", "client_secret_post"),
            ["code_challenge_methods_supported"] = new JsonArray("plain", "S256"),
        };

    private SignInAnswer Authorize(SignInForm query, string text)
    {
        if (Problem(query) is { } problem)
        {
            return problem;
        }

        return SignedInAs is { } user ? Allow(query, _world.User(user)) : new SignInAnswer.Page(200, SignInPage.Choice(_world.Users, text));
    }

    private SignInAnswer Decide(SignInForm query, SignInForm form) =>
        Problem(query) ?? (form["user"] is { Length: > 0 } user ? Allow(query, _world.User(user)) : Back(query, "error", "access_denied"));

    private SignInAnswer? Problem(SignInForm query)
    {
        if (Application(query["client_id"]) is not { } application)
        {
            return new SignInAnswer.Page(401, SignInPage.Error("Client authentication failed due to unknown client."));
        }

        if (!application.Takes(query["redirect_uri"]))
        {
            return new SignInAnswer.Page(400, SignInPage.Error("The redirect URI included is not valid."));
        }

        if (query["response_type"] != "code" || query["code_challenge"].Length == 0 || query["code_challenge_method"] != "S256")
        {
            return Back(query, "error", "invalid_request");
        }

        return query["scope"].Split(' ').Except(application.Scopes).Any() ? Back(query, "error", "invalid_scope") : null;
    }

    private SignInAnswer.Redirect Allow(SignInForm query, FakeUser user)
    {
        var code = New();
        lock (_lock)
        {
            _codes[code] = new(
                query["client_id"],
                query["redirect_uri"],
                query["scope"],
                query["code_challenge"],
                user,
                _world.Time.GetUtcNow() + CodeLifetime
            );
        }

        return Back(query, "code", code);
    }

    private static SignInAnswer.Redirect Back(SignInForm query, string name, string value)
    {
        var uri = query["redirect_uri"];
        var state = query["state"] is { Length: > 0 } text ? "&state=" + Uri.EscapeDataString(text) : "";
        return new($"{uri}{(uri.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}{state}");
    }

    private SignInAnswer.Plain Token(SignInForm form)
    {
        if (Application(form["client_id"]) is not { } application || (application.Secret ?? form["client_secret"]) != form["client_secret"])
        {
            return Refuse(401, "invalid_client");
        }

        lock (_lock)
        {
            return form["grant_type"] switch
            {
                "authorization_code" => Exchange(application, form),
                "refresh_token" => Renew(application, form),
                _ => Refuse(400, "unsupported_grant_type"),
            };
        }
    }

    private SignInAnswer.Plain Exchange(FakeApplication application, SignInForm form)
    {
        var isGood =
            _codes.Remove(form["code"], out var code)
            && code.Application == application.Id
            && code.RedirectUri == form["redirect_uri"]
            && code.Ends > _world.Time.GetUtcNow()
            && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]))) == code.Challenge;
        return isGood ? Issue(application, code!.User, code.Scope, supersedes: null) : Refuse(400, "invalid_grant");
    }

    /// <summary>The first use of the new access token revokes the old refresh token; until then it may be used again.</summary>
    private SignInAnswer.Plain Renew(FakeApplication application, SignInForm form)
    {
        if (!_refreshTokens.TryGetValue(form["refresh_token"], out var old) || old.IsRevoked || old.Application != application.Id)
        {
            return Refuse(400, "invalid_grant");
        }

        Interlocked.Increment(ref _refreshes);
        return Issue(application, old.User, old.Scope, old);
    }

    private SignInAnswer.Plain Issue(FakeApplication application, FakeUser user, string scope, Refresh? supersedes)
    {
        var now = _world.Time.GetUtcNow();
        var token = new FakeToken(New(), user)
        {
            Kind = TokenKind.OAuth,
            Scopes = scope.Split(' '),
            Ends = now + TokenLifetime,
            Application = application.Id,
            FirstUse = () =>
            {
                if (supersedes is not null)
                {
                    supersedes.IsRevoked = true;
                    supersedes.Token.Revoked = true;
                }
            },
        };
        var refresh = new Refresh(application.Id, user, scope, token);
        var refreshText = New();
        _refreshTokens[refreshText] = refresh;
        _world.AddToken(token);
        return new(
            Http.Answer.Json(
                new JsonObject
                {
                    ["access_token"] = token.Value,
                    ["token_type"] = "Bearer",
                    ["expires_in"] = (int)TokenLifetime.TotalSeconds,
                    ["refresh_token"] = refreshText,
                    ["scope"] = scope,
                    ["created_at"] = now.ToUnixTimeSeconds(),
                }
            )
        );
    }

    private SignInAnswer.Plain Info(string? bearer)
    {
        if (bearer is null || _world.Live(bearer) is not { Kind: TokenKind.OAuth } token)
        {
            return Refuse(401, "invalid_token");
        }

        return new SignInAnswer.Plain(
            Http.Answer.Json(
                new JsonObject
                {
                    ["resource_owner_id"] = token.User.Id,
                    ["scope"] = new JsonArray([.. token.Scopes.Select(scope => JsonValue.Create(scope))]),
                    ["expires_in"] = token.Ends is { } ends ? (int)(ends - _world.Time.GetUtcNow()).TotalSeconds : null,
                    ["application"] = new JsonObject { ["uid"] = token.Application },
                    ["created_at"] = _world.Time.GetUtcNow().ToUnixTimeSeconds(),
                }
            )
        );
    }

    private SignInAnswer.Plain Revoke(SignInForm form)
    {
        if (Application(form["client_id"]) is not { } application || (application.Secret ?? form["client_secret"]) != form["client_secret"])
        {
            return Refuse(403, "unauthorized_client");
        }

        lock (_lock)
        {
            var refresh = _refreshTokens.GetValueOrDefault(form["token"]);
            if (refresh is not null)
            {
                refresh.IsRevoked = true;
                refresh.Token.Revoked = true;
            }

            _world.TryRevoke(form["token"]);
        }

        return new SignInAnswer.Plain(Http.Answer.Json(new JsonObject()));
    }

    private FakeApplication? Application(string id) => _applications.Find(application => application.Id == id);

    private static SignInAnswer.Plain Refuse(int status, string error) =>
        new(Http.Answer.Json(new JsonObject { ["error"] = error, ["error_description"] = "The fake GitLab refuses: " + error }, status));

    private string New()
    {
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        _secrets.Enqueue(secret);
        return secret;
    }

    private sealed record Code(string Application, string RedirectUri, string Scope, string Challenge, FakeUser User, DateTimeOffset Ends);

    private sealed record Refresh(string Application, FakeUser User, string Scope, FakeToken Token)
    {
        public bool IsRevoked { get; set; }
    }
}
