using GitLabMcp.GitLabTools.OAuth;
using GitLabMcp.ServiceDefaults.Credentials;
using Grpc.Core;
using Wire = GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools;

/// <summary>The OAuth endpoints of the operator's GitLab. Secrets stand in the metadata.</summary>
internal sealed partial class GitLabToolsService
{
    public override async Task<Wire.SignInResponse> ExchangeCode(Wire.ExchangeCodeRequest request, ServerCallContext context)
    {
        var outcome = await signIns.ExchangeAsync(
            Needed(context, TransportedSecret.GitLabCode),
            Needed(context, TransportedSecret.CodeVerifier),
            request.RedirectUri,
            request.Groups,
            context.CancellationToken
        );
        switch (outcome)
        {
            case SignInOutcome.SignedIn signedIn:
                await SendAsync(signedIn.Tokens, context);
                return new()
                {
                    SignedIn = new()
                    {
                        UserId = signedIn.UserId,
                        UserName = signedIn.UserName,
                        Scope = signedIn.Tokens.Scope,
                        ExpiresInSeconds = signedIn.Tokens.ExpiresInSeconds,
                        InAGroup = signedIn.IsInGroup,
                    },
                };
            case SignInOutcome.Refused refused:
                return new() { Refused = refused.Code };
            case SignInOutcome.Unreachable unreachable:
                return new() { Unreachable = unreachable.Sentence };
            default:
                throw new InvalidOperationException($"No such outcome: {outcome}");
        }
    }

    public override async Task<Wire.RefreshTokenResponse> RefreshToken(Wire.RefreshTokenRequest request, ServerCallContext context)
    {
        var outcome = await signIns.RefreshAsync(Needed(context, TransportedSecret.GitLabRefreshToken), context.CancellationToken);
        switch (outcome)
        {
            case RefreshOutcome.Refreshed { Tokens: var tokens }:
                await SendAsync(tokens, context);
                return new()
                {
                    Refreshed = new() { ExpiresInSeconds = tokens.ExpiresInSeconds, Scope = tokens.Scope },
                };
            case RefreshOutcome.InvalidGrant:
                return new() { InvalidGrant = true };
            case RefreshOutcome.Unreachable unreachable:
                return new() { Unreachable = unreachable.Sentence };
            default:
                throw new InvalidOperationException($"No such outcome: {outcome}");
        }
    }

    public override async Task<Wire.RevokeTokenResponse> RevokeToken(Wire.RevokeTokenRequest request, ServerCallContext context)
    {
        GitLabToken?[] tokens =
        [
            transport.Find(context.RequestHeaders, TransportedSecret.GitLabRefreshToken),
            transport.Find(context.RequestHeaders)?.Token,
        ];
        return new() { Revoked = await signIns.RevokeAsync(tokens.OfType<GitLabToken>(), context.CancellationToken) };
    }

    public override async Task<Wire.InspectTokenResponse> InspectToken(Wire.InspectTokenRequest request, ServerCallContext context)
    {
        var token = transport.Find(context.RequestHeaders)?.Token ?? throw Missing("gitlab-token");
        switch (await signIns.InspectAsync(token, context.CancellationToken))
        {
            case InspectOutcome.Info info:
                var known = new Wire.TokenInfo { ApplicationUid = info.ApplicationId, Scope = info.Scope };
                if (info.ExpiresInSeconds is { } seconds)
                {
                    known.ExpiresInSeconds = seconds;
                }

                return new() { Info = known };
            case InspectOutcome.Rejected:
                return new() { Rejected = true };
            case InspectOutcome.Unreachable unreachable:
                return new() { Unreachable = unreachable.Sentence };
            case var other:
                throw new InvalidOperationException($"No such outcome: {other}");
        }
    }

    private Task SendAsync(GitLabTokens tokens, ServerCallContext context)
    {
        var metadata = transport.Add([], new GitLabCredential(CredentialKind.Bearer, tokens.Access));
        return context.WriteResponseHeadersAsync(transport.Add(metadata, TransportedSecret.GitLabRefreshToken, tokens.Refresh));
    }

    private GitLabToken Needed(ServerCallContext context, TransportedSecret secret) =>
        transport.Find(context.RequestHeaders, secret) ?? throw Missing(secret.MetadataName());

    private static RpcException Missing(string name) =>
        new(new Status(StatusCode.InvalidArgument, $"The call needs {name} in the metadata."));
}
