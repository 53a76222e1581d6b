using System.Text.RegularExpressions;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.Extensions.Primitives;

namespace GitLabMcp.Edge.Admission;

/// <summary>Reads the one credential of a request. Rules: docs/behaviour.md, Credentials.</summary>
internal sealed class Credentials
{
    private const int MinLength = 20;

    // Tokens of CI/CD jobs and of identity providers are JWTs, which may be long.
    private const int MaxLength = 8192;

    private const string AccessPrefix = "glmcp_";
    private const string RefreshPrefix = "glmcr_";

    /// <summary>How GitLab's tokens of CI/CD jobs begin.</summary>
    private const string JobPrefix = "glcbt-";

    // Those that are given out are shorter.
    private const int MaxHandleLength = 256;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"
    );

    private readonly Regex? _pattern;
    private readonly RequestCredential? _shared;

    public Credentials(EdgeSettings settings)
    {
        _pattern = settings.TokenPattern is { } pattern
            ? new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)
            : null;
        if (!settings.RemoteAuthorization && settings.PersonalAccessToken is { } token)
        {
            _shared = Check(CredentialKind.PrivateToken, token);
            if (_shared is RequestCredential.Malformed malformed)
            {
                throw new InvalidSettingException($"GITLAB_PERSONAL_ACCESS_TOKEN is not valid: {malformed.Rule}");
            }
        }
    }

    /// <summary>The credential of a request. With REMOTE_AUTHORIZATION=false it is always the operator's.</summary>
    public RequestCredential Read(IHeaderDictionary headers)
    {
        if (_shared is not null)
        {
            return _shared;
        }

        var authorization = headers.Authorization;
        var privateToken = headers["Private-Token"];
        var jobToken = headers["Job-Token"];
        if (authorization.Count > 1 || privateToken.Count > 1 || jobToken.Count > 1)
        {
            return new RequestCredential.Conflicting("A credential header came more than once. Send one credential in one header.");
        }

        if (authorization.Count + privateToken.Count + jobToken.Count == 0)
        {
            return RequestCredential.Absent.Instance;
        }

        var bearer = authorization.Count == 0 ? null : Bearer(authorization);
        if (
            Differ(bearer ?? First(authorization), First(privateToken))
            || Differ(bearer ?? First(authorization), First(jobToken))
            || Differ(First(privateToken), First(jobToken))
        )
        {
            return new RequestCredential.Conflicting(
                "Two different credentials came in one request. Send one of Authorization, Private-Token and Job-Token."
            );
        }

        return authorization.Count == 1
            ? bearer is null
                ? new RequestCredential.Malformed("The Authorization header must be `Bearer`, a space and the token.")
                : Check(CredentialKind.Bearer, bearer)
            : privateToken.Count == 1
                ? Check(CredentialKind.PrivateToken, First(privateToken)!)
                : Check(CredentialKind.JobToken, First(jobToken)!);
    }

    /// <summary>A token that came alone, without the header that says its kind. Only tokens of CI/CD jobs need a header of their
    /// own.</summary>
    public RequestCredential ReadAlone(string token) =>
        Check(token.StartsWith(JobPrefix, StringComparison.Ordinal) ? CredentialKind.JobToken : CredentialKind.Bearer, token);

    /// <summary>What this server gave out itself must never go to GitLab, in whichever header it comes.</summary>
    private RequestCredential Check(CredentialKind kind, string token) =>
        token.StartsWith(AccessPrefix, StringComparison.Ordinal) && kind == CredentialKind.Bearer && token.Length <= MaxHandleLength
            ? new RequestCredential.Grant(new GitLabToken(token))
        : token.StartsWith(AccessPrefix, StringComparison.Ordinal) || token.StartsWith(RefreshPrefix, StringComparison.Ordinal)
            ? new RequestCredential.Malformed("A token that this server gave out is sent as `Authorization: Bearer glmcp_...`.")
        : token.Length < MinLength
            ? new RequestCredential.Malformed(
                $"The token is too short: {token.Length} characters, and a GitLab token has at least {MinLength}."
            )
        : token.Length > MaxLength
            ? new RequestCredential.Malformed($"The token is too long: a GitLab token has at most {MaxLength} characters.")
        : token.AsSpan().ContainsAnyExcept(Allowed)
            ? new RequestCredential.Malformed(
                "The token holds a character that no GitLab token has: only letters, digits, `_`, `.` and `-` are allowed."
            )
        : _pattern is not null && !_pattern.IsMatch(token)
            ? new RequestCredential.Malformed("The token does not have the form that this server accepts (GITLAB_TOKEN_PATTERN).")
        : new RequestCredential.Token(new GitLabCredential(kind, new GitLabToken(token)));

    /// <summary>`Bearer glpat-…` gives `glpat-…`; another scheme gives null. The scheme has no case (RFC 9110, 11.1).</summary>
    private static string? Bearer(StringValues header)
    {
        var text = First(header)!;
        return text.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? ""
            : text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? text[7..].Trim()
            : null;
    }

    private static string? First(StringValues header) => header.Count == 0 ? null : header[0] ?? "";

    private static bool Differ(string? one, string? other) =>
        one is not null && other is not null && !one.Equals(other, StringComparison.Ordinal);
}
