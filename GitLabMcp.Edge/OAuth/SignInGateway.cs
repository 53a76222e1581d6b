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
    /// <summary>Counts a step of a stranger as failed until <see cref="SucceededAsync"/> takes it back.</summary>
    /// <returns>Null when the address may go on.</returns>
    public async Task<Refused?> CountAttemptAsync(string address, CancellationToken ct)
    {
        var request = new CountAttemptRequest { ClientAddress = address };
        return (await sessions.CountAttemptAsync(request, deadline: timeout.Deadline(), cancellationToken: ct)).Refused;
    }

    public async Task SucceededAsync(string address, CancellationToken ct)
    {
        var request = new CountAttemptRequest { ClientAddress = address, Succeeded = true };
        await sessions.CountAttemptAsync(request, deadline: timeout.Deadline(), cancellationToken: ct);
    }

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
        };
        return await sessions.CreateGrantAsync(request, Copy(tokens), timeout.Deadline(), ct);
    }

    /// <summary>Not repeated: the second use of a code ends its grant.</summary>
    public Task<GrantOutcome> RedeemAsync(IssuedCode code, string address, CancellationToken ct)
    {
        var request = new RedeemGrantRequest
        {
            GrantId = code.Grant,
            ClientId = code.Client,
            ClientAddress = address,
        };
        return OutcomeAsync(() => sessions.RedeemGrantAsync(request, deadline: timeout.Deadline(), cancellationToken: ct));
    }

    /// <summary>May be repeated: the same refresh token gets the same successor.</summary>
    public Task<GrantOutcome> RotateAsync(string refreshToken, string client, string address, CancellationToken ct)
    {
        var request = new RotateGrantRequest { ClientId = client, ClientAddress = address };
        return Repeat.OnceIfBrokenAsync(
            () =>
                OutcomeAsync(() =>
                    sessions.RotateGrantAsync(
                        request,
                        transport.Add([], TransportedSecret.OAuthRefreshToken, new GitLabToken(refreshToken)),
                        timeout.Deadline(),
                        ct
                    )
                ),
            ct
        );
    }

    /// <summary>Ends the grant of a token of ours, here and at GitLab.</summary>
    public async Task EndAsync(TransportedSecret kind, string token, string client, CancellationToken ct)
    {
        var request = new EndGrantRequest { ClientId = client };
        using var call = sessions.EndGrantAsync(request, transport.Add([], kind, new GitLabToken(token)), timeout.Deadline(), ct);
        if ((await call.ResponseAsync).Ended)
        {
            await RevokeAtGitLabAsync(Tokens(await call.ResponseHeadersAsync), ct);
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

    private async Task<GrantOutcome> OutcomeAsync(Func<AsyncUnaryCall<GrantTokensResponse>> ask)
    {
        using var call = ask();
        var response = await call.ResponseAsync;
        if (response.AnswerCase != GrantTokensResponse.AnswerOneofCase.Tokens)
        {
            return new GrantOutcome.Refused(response.Refused);
        }

        var metadata = await call.ResponseHeadersAsync;
        return new GrantOutcome.Given(
            transport.Find(metadata, TransportedSecret.OAuthAccessToken) ?? throw Missing(),
            transport.Find(metadata, TransportedSecret.OAuthRefreshToken) ?? throw Missing(),
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
