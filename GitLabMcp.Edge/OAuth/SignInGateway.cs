using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.Edge.OAuth;

/// <summary>What signing in asks of GitLabTools, which talks to GitLab, and of Sessions, which keeps the grants. Tokens of GitLab pass
/// through here as they travel, encrypted.</summary>
internal sealed class SignInGateway(
    SessionsClient sessions,
    GitLabToolsClient gitlab,
    GitLabInstances instances,
    TokenTransport transport,
    CallTimeout timeout,
    EdgeSettings settings
)
{
    /// <summary>Whether this sign-in comes back from GitLab for the first time.</summary>
    public async Task<ConsumeOutcome> ConsumeAsync(string id, CancellationToken ct)
    {
        var request = new ConsumeConfirmationRequest { Name = "sign-in:" + id };
        return (await sessions.ConsumeConfirmationAsync(request, deadline: timeout.Deadline(), cancellationToken: ct)).Outcome;
    }

    /// <summary>Exchanges GitLab's code, and asks whose it is.</summary>
    public async Task<(SignInResponse Answer, Metadata Tokens)> ExchangeAsync(string code, string verifier, CancellationToken ct)
    {
        var request = new ExchangeCodeRequest { RedirectUri = settings.OAuth.ServerUrl + OAuthPaths.Callback };
        request.Groups.AddRange(settings.OAuth.AllowedGroups);
        var metadata = transport.Add([], TransportedSecret.GitLabCode, new GitLabToken(code));
        transport.Add(metadata, TransportedSecret.CodeVerifier, new GitLabToken(verifier));
        using var call = gitlab.ExchangeCodeAsync(request, metadata, timeout.Deadline(), ct);
        var answer = await call.ResponseAsync;
        return (answer, Tokens(await call.ResponseHeadersAsync));
    }

    public async Task<CreateGrantResponse> CreateGrantAsync(
        SignedIn user,
        SignIn signIn,
        string address,
        Metadata tokens,
        CancellationToken ct
    )
    {
        var request = new CreateGrantRequest
        {
            Instance = instances.Operators,
            UserId = user.UserId,
            ClientId = signIn.Client,
            Scope = signIn.Scope,
            GitlabExpiresInSeconds = user.ExpiresInSeconds,
            ClientAddress = address,
            MayGoElsewhere = true,
        };
        var deadline = timeout.Deadline();
        var (response, _) = await SessionsReplicas.AskAsync(
            headers => sessions.CreateGrantAsync(request, headers, deadline, ct),
            () => Copy(tokens),
            static answer => answer.Elsewhere,
            needsHeaders: false,
            ct
        );
        return response;
    }

    public Task<GrantOutcome> RedeemAsync(IssuedCode code, string address, CancellationToken ct)
    {
        // The second use of a code ends its grant, so a request that is repeated here has a name.
        var request = new RedeemGrantRequest
        {
            GrantId = code.Grant,
            ClientId = code.Client,
            ClientAddress = address,
            RequestName = Guid.NewGuid().ToString("N"),
            MayGoElsewhere = true,
        };
        var deadline = timeout.Deadline();
        return OutcomeAsync(headers => sessions.RedeemGrantAsync(request, headers, deadline, ct), static () => [], ct);
    }

    /// <summary>May be repeated: the same refresh token gets the same successor.</summary>
    public Task<GrantOutcome> RotateAsync(string refreshToken, string client, string address, CancellationToken ct)
    {
        var request = new RotateGrantRequest
        {
            ClientId = client,
            ClientAddress = address,
            MayGoElsewhere = true,
        };
        var deadline = timeout.Deadline();
        return OutcomeAsync(
            headers => sessions.RotateGrantAsync(request, headers, deadline, ct),
            () => transport.Add([], TransportedSecret.OAuthRefreshToken, new GitLabToken(refreshToken)),
            ct
        );
    }

    /// <summary>Ends the grant of a token of ours, here and at GitLab.</summary>
    public async Task EndAsync(TransportedSecret kind, string token, string client, CancellationToken ct)
    {
        var request = new EndGrantRequest { ClientId = client, MayGoElsewhere = true };
        var deadline = timeout.Deadline();
        var (response, tokens) = await SessionsReplicas.AskAsync(
            headers => sessions.EndGrantAsync(request, headers, deadline, ct),
            () => transport.Add([], kind, new GitLabToken(token)),
            static answer => answer.Elsewhere,
            needsHeaders: true,
            ct
        );
        if (response.Ended)
        {
            await RevokeAtGitLabAsync(Tokens(tokens!), ct);
        }
    }

    /// <summary>Best effort: what GitLab does not hear of ends by its age.</summary>
    public async Task RevokeAtGitLabAsync(Metadata tokens, CancellationToken ct)
    {
        try
        {
            await gitlab.RevokeTokenAsync(new RevokeTokenRequest(), Copy(tokens), timeout.Deadline(), ct);
        }
        catch (RpcException e) when (!ct.IsCancellationRequested && RpcFailures.Of(e.StatusCode) != RpcFailure.Fault)
        {
            // Nobody has the tokens any more.
        }
    }

    private async Task<GrantOutcome> OutcomeAsync(
        Func<Metadata, AsyncUnaryCall<GrantTokensResponse>> ask,
        Func<Metadata> metadata,
        CancellationToken ct
    )
    {
        var (response, answered) = await SessionsReplicas.AskAsync(
            ask,
            metadata,
            static answer => answer.Elsewhere,
            needsHeaders: true,
            ct
        );
        var headers = answered!;
        foreach (var ended in headers.EachAsItCame(TransportedSecret.GitLabRefreshToken))
        {
            // Nobody waits for GitLab: the client that is answered here has nothing to do with the grant that ended.
            _ = RevokeAtGitLabAsync(ended, CancellationToken.None);
        }

        if (response.AnswerCase != GrantTokensResponse.AnswerOneofCase.Tokens)
        {
            return new GrantOutcome.Refused(response.Refused);
        }

        return new GrantOutcome.Given(
            transport.Find(headers, TransportedSecret.OAuthAccessToken) ?? throw Missing(),
            transport.Find(headers, TransportedSecret.OAuthRefreshToken) ?? throw Missing(),
            response.Tokens
        );

        static InvalidOperationException Missing() => new("Sessions gave out a grant without its tokens.");
    }

    /// <summary>GitLab's tokens of an answer, as they came.</summary>
    private static Metadata Tokens(Metadata headers)
    {
        var tokens = EncryptedToken.Find(headers) is { } token ? token.AddTo([]) : [];
        return tokens.AddAsItCame(TransportedSecret.GitLabRefreshToken, headers);
    }

    /// <summary>The same once more, because a call adds entries of its own.</summary>
    private static Metadata Copy(Metadata tokens) => Tokens(tokens);
}

/// <summary>What came of asking for the tokens of a grant.</summary>
internal abstract record GrantOutcome
{
    public sealed record Given(GitLabToken AccessToken, GitLabToken RefreshToken, GrantTokens Tokens) : GrantOutcome;

    public sealed record Refused(GrantRefusal Reason) : GrantOutcome;
}
