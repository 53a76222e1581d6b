using GitLabMcp.GitLabTools.GitLab.Http;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.OAuth;

/// <summary>Signs users in: exchanges codes and refresh tokens at GitLab (RFC 6749), and revokes tokens (RFC 7009).</summary>
internal sealed class SignIns(OAuthEndpoints endpoints, GitLabClient client, TimeProvider time)
{
    private static readonly OAuthReply.Unreachable NoTokens = new(
        "GitLab gave no access token with a refresh token. The operator should check that the application in GitLab is confidential."
    );

    /// <summary>Exchanges a code, and asks whose tokens they are.</summary>
    /// <param name="groups">Full paths; empty for users of any group.</param>
    public async Task<SignInOutcome> ExchangeAsync(
        GitLabToken code,
        GitLabToken verifier,
        string redirectUri,
        IReadOnlyCollection<string> groups,
        CancellationToken ct
    )
    {
        var reply = await endpoints.PostAsync(
            "oauth/token",
            [
                new("grant_type", "authorization_code"),
                new("code", code.Reveal()),
                new("code_verifier", verifier.Reveal()),
                new("redirect_uri", redirectUri),
            ],
            ct
        );
        return reply switch
        {
            OAuthReply.Success success => GitLabTokens.Of(success.Body) is { } tokens
                ? await DescribeAsync(tokens, groups, ct)
                : new SignInOutcome.Unreachable(NoTokens.Sentence),
            OAuthReply.Refused refused => new SignInOutcome.Refused(refused.Code),
            OAuthReply.Unreachable unreachable => new SignInOutcome.Unreachable(unreachable.Sentence),
            _ => throw new InvalidOperationException($"No such reply: {reply}"),
        };
    }

    public async Task<RefreshOutcome> RefreshAsync(GitLabToken refreshToken, CancellationToken ct)
    {
        var reply = await endpoints.PostAsync(
            "oauth/token",
            [new("grant_type", "refresh_token"), new("refresh_token", refreshToken.Reveal())],
            ct
        );
        return reply switch
        {
            OAuthReply.Success success => GitLabTokens.Of(success.Body) is { } tokens
                ? new RefreshOutcome.Refreshed(tokens)
                : new RefreshOutcome.Unreachable(NoTokens.Sentence),
            OAuthReply.Refused { Code: "invalid_grant" } => new RefreshOutcome.InvalidGrant(),
            // Every other code says that something is wrong with the application, which the operator can mend: the grant lives on.
            OAuthReply.Refused refused => new RefreshOutcome.Unreachable(
                $"GitLab refuses the application of this server ({refused.Code}). The operator should check GITLAB_OAUTH_APP_ID and "
                    + "GITLAB_OAUTH_APP_SECRET."
            ),
            OAuthReply.Unreachable unreachable => new RefreshOutcome.Unreachable(unreachable.Sentence),
            _ => throw new InvalidOperationException($"No such reply: {reply}"),
        };
    }

    /// <summary>False when GitLab could not be asked, or did not do it. A token that is unknown to GitLab counts as revoked.</summary>
    public async Task<bool> RevokeAsync(IEnumerable<GitLabToken> tokens, CancellationToken ct)
    {
        var revoked = true;
        foreach (var token in tokens)
        {
            revoked &= await endpoints.PostAsync("oauth/revoke", [new("token", token.Reveal())], ct) is OAuthReply.Success;
        }

        return revoked;
    }

    /// <summary>What a token was made for. Tokens that users make are not known to this endpoint, and are rejected by it.</summary>
    public async Task<InspectOutcome> InspectAsync(GitLabToken token, CancellationToken ct)
    {
        var reply = await endpoints.GetAsync("oauth/token/info", token, ct);
        return reply switch
        {
            OAuthReply.Success { Body: var body } => new InspectOutcome.Info(
                body.TryGetProperty("application", out var application) && application.ValueKind == JsonValueKind.Object
                    ? application.Text("uid") ?? ""
                    : "",
                body.Scope(),
                body.Number("expires_in")
            ),
            OAuthReply.Refused => new InspectOutcome.Rejected(),
            OAuthReply.Unreachable unreachable => new InspectOutcome.Unreachable(unreachable.Sentence),
            _ => throw new InvalidOperationException($"No such reply: {reply}"),
        };
    }

    private async Task<SignInOutcome> DescribeAsync(GitLabTokens tokens, IReadOnlyCollection<string> groups, CancellationToken ct)
    {
        var user = GitLabUser.Of(
            endpoints.Instance,
            new GitLabCredential(CredentialKind.Bearer, tokens.Access),
            principal: null,
            sessionHash: null
        );
        var gitlab = new CallerGitLab(client, user, new CallProgress(), time);
        var reply = await gitlab.GetAsync($"user", ct);
        if (reply is GitLabRefusal refusal)
        {
            return new SignInOutcome.Unreachable(refusal.Sentence);
        }

        using var answer = (GitLabAnswer)reply;
        if (answer.TryObject() is not { } owner || owner["id"]?.GetValueKind() != JsonValueKind.Number)
        {
            return new SignInOutcome.Unreachable("GitLab's answer to who signed in was not understood. Try again in a minute.");
        }

        var id = owner["id"]!.ToJsonString();
        return await IsInOneAsync(gitlab, groups, id, ct) is not { } isInGroup
            ? new SignInOutcome.Unreachable("GitLab did not say whether the user is in an allowed group. Try again in a minute.")
            : new SignInOutcome.SignedIn(
                tokens,
                id,
                owner["username"]?.GetValueKind() == JsonValueKind.String ? (string)owner["username"]! : "",
                isInGroup
            );
    }

    /// <summary>Members by inheritance count. Null when GitLab did not say it.</summary>
    private static async Task<bool?> IsInOneAsync(
        CallerGitLab gitlab,
        IReadOnlyCollection<string> groups,
        string userId,
        CancellationToken ct
    )
    {
        if (groups.Count == 0)
        {
            return true;
        }

        bool? isInOne = false;
        foreach (var group in groups.Where(Id.IsValid))
        {
            switch (await gitlab.GetAsync($"groups/{new Id(group)}/members/all/{new Id(userId)}", ct))
            {
                case GitLabAnswer member:
                    member.Dispose();
                    return true;
                // GitLab answers 404 as well for a group that the user may not see.
                case GitLabRefusal { Status: 403 or 404 }:
                    break;
                default:
                    isInOne = null;
                    break;
            }
        }

        return isInOne;
    }
}

internal abstract record SignInOutcome
{
    private SignInOutcome() { }

    /// <param name="IsInGroup">True as well when no groups were named.</param>
    internal sealed record SignedIn(GitLabTokens Tokens, string UserId, string UserName, bool IsInGroup) : SignInOutcome;

    /// <param name="Code">GitLab's error code.</param>
    internal sealed record Refused(string Code) : SignInOutcome;

    internal sealed record Unreachable(string Sentence) : SignInOutcome;
}

internal abstract record RefreshOutcome
{
    private RefreshOutcome() { }

    internal sealed record Refreshed(GitLabTokens Tokens) : RefreshOutcome;

    internal sealed record InvalidGrant : RefreshOutcome;

    internal sealed record Unreachable(string Sentence) : RefreshOutcome;
}

internal abstract record InspectOutcome
{
    private InspectOutcome() { }

    /// <param name="ApplicationId">Empty for tokens of no application.</param>
    /// <param name="ExpiresInSeconds">Null for tokens without an end.</param>
    internal sealed record Info(string ApplicationId, string Scope, int? ExpiresInSeconds) : InspectOutcome;

    internal sealed record Rejected : InspectOutcome;

    internal sealed record Unreachable(string Sentence) : InspectOutcome;
}
