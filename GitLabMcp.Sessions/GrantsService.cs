using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Reporting;
using Grpc.Core;

namespace GitLabMcp.Sessions;

/// <summary>Translates the messages about grants. Secrets stand in the metadata.</summary>
internal sealed class GrantsService(Grants grants, TokenTransport transport, Settings settings, SessionAudit audit)
{
    private static readonly string[] Scopes = ["api", "read_api", "read_api api"];

    public async Task<CreateGrantResponse> CreateAsync(CreateGrantRequest request, ServerCallContext context)
    {
        var access = transport.Find(context.RequestHeaders)?.Token ?? throw Missing("gitlab-token");
        var made = await grants.CreateAsync(
            new SignIn(
                request.Instance,
                Checked(request.UserId, request.UserId.Length > 0 && request.UserId.All(char.IsAsciiDigit)),
                Checked(request.ClientId, request.ClientId.Length > 0),
                Checked(request.Scope, Scopes.Contains(request.Scope)),
                access,
                Needed(context, TransportedSecret.GitLabRefreshToken),
                TimeSpan.FromSeconds(Math.Max(1, request.GitlabExpiresInSeconds))
            ),
            context.CancellationToken
        );
        switch (made)
        {
            case GrantMade.Made grant:
                audit.GrantMade(grant.Principal, request.Instance, request.ClientAddress);
                return new() { GrantId = grant.GrantId };
            case GrantMade.Refused { Reason: RefusalReason.StoreUnavailable }
                when OtherReplicas.MayBeAsked(request.MayGoElsewhere, context):
                return new() { Elsewhere = await OtherReplicas.AnswerAsync(context) };
            case GrantMade.Refused refused:
                audit.GrantRefused();
                return new()
                {
                    Refused = new() { Reason = refused.Reason, RetryAfterSeconds = (int)refused.RetryAfter.TotalSeconds },
                };
            default:
                throw new UnreachableException(made.GetType().Name);
        }
    }

    public async Task<GrantTokensResponse> RedeemAsync(RedeemGrantRequest request, ServerCallContext context) =>
        GrantHandles.IsGrantId(request.GrantId)
            ? await AnswerAsync(
                await grants.RedeemAsync(
                    request.GrantId,
                    request.ClientId,
                    request.RequestName.Length > 0 ? request.RequestName : GrantHandles.NewGrantId(),
                    request.ClientAddress,
                    context.CancellationToken
                ),
                request.ClientAddress,
                OtherReplicas.MayBeAsked(request.MayGoElsewhere, context),
                context
            )
            : throw Invalid("The grant id is none of this service.");

    public async Task<GrantTokensResponse> RotateAsync(RotateGrantRequest request, ServerCallContext context) =>
        await AnswerAsync(
            await grants.RotateAsync(
                Needed(context, TransportedSecret.OAuthRefreshToken),
                request.ClientId,
                request.ClientAddress,
                context.CancellationToken
            ),
            request.ClientAddress,
            OtherReplicas.MayBeAsked(request.MayGoElsewhere, context),
            context
        );

    public async Task<EndGrantResponse> EndAsync(EndGrantRequest request, ServerCallContext context)
    {
        GrantEnded ended;
        try
        {
            ended = await EndedAsync(request, context);
        }
        catch (StoreUnavailableException)
        {
            return OtherReplicas.MayBeAsked(request.MayGoElsewhere, context)
                ? new() { Elsewhere = await OtherReplicas.AnswerAsync(context) }
                : throw new RpcException(new Status(StatusCode.Unavailable, "The session store cannot be reached."));
        }

        if (ended.Principal is { } principal)
        {
            audit.GrantEnded(principal, "revoked", clientAddress: null);
        }

        if (ended.Tokens is { } tokens)
        {
            var metadata = new Metadata { { CredentialMetadata.ApiUrl, tokens.Access.Instance } };
            transport.Add(metadata, tokens.Access.Credential);
            await context.WriteResponseHeadersAsync(transport.Add(metadata, TransportedSecret.GitLabRefreshToken, tokens.Refresh));
        }

        return new() { Ended = ended.WasThere };
    }

    private ValueTask<GrantEnded> EndedAsync(EndGrantRequest request, ServerCallContext context)
    {
        var clientId = request.ClientId.Length == 0 ? null : request.ClientId;
        return request.GrantId.Length > 0
            ? grants.EndAsync(request.GrantId, clientId, context.CancellationToken)
            : grants.EndAsync(
                transport.Find(context.RequestHeaders, TransportedSecret.OAuthRefreshToken)
                    ?? Needed(context, TransportedSecret.OAuthAccessToken),
                clientId,
                context.CancellationToken
            );
    }

    public async Task<CountAttemptResponse> CountAttemptAsync(CountAttemptRequest request, ServerCallContext context)
    {
        TimeSpan wait;
        try
        {
            wait = await grants.CountAttemptAsync(request.ClientAddress, request.Succeeded, context.CancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // What follows needs the store as well, and will say that it is away.
            return OtherReplicas.MayBeAsked(request.MayGoElsewhere, context)
                ? new() { Elsewhere = await OtherReplicas.AnswerAsync(context) }
                : new();
        }

        return wait == TimeSpan.Zero
            ? new()
            : new()
            {
                Refused = new()
                {
                    Reason = RefusalReason.AuthFailures,
                    RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds),
                    Limit = settings.LimitOf(RefusalReason.AuthFailures),
                },
            };
    }

    private async Task<GrantTokensResponse> AnswerAsync(
        GrantGiven given,
        string clientAddress,
        bool mayGoElsewhere,
        ServerCallContext context
    )
    {
        if (given is GrantGiven.Refused { MayBeElsewhere: true } && mayGoElsewhere)
        {
            return new() { Elsewhere = await OtherReplicas.AnswerAsync(context) };
        }

        // GitLab revokes the access token with its refresh token (RFC 7009, 2.1).
        var metadata = new Metadata();
        foreach (var ended in given.Ended)
        {
            audit.GrantEnded(ended.Principal!, given is GrantGiven.Tokens ? "displaced" : "reused", clientAddress);
            if (ended.Tokens is { Refresh: var refresh })
            {
                transport.Add(metadata, TransportedSecret.GitLabRefreshToken, refresh);
            }
        }

        if (given is GrantGiven.Tokens { Access: var access, Refresh: var next })
        {
            transport.Add(metadata, TransportedSecret.OAuthAccessToken, access);
            transport.Add(metadata, TransportedSecret.OAuthRefreshToken, next);
        }

        await context.WriteResponseHeadersAsync(metadata);
        switch (given)
        {
            case GrantGiven.Tokens tokens:
                return new()
                {
                    Tokens = new() { ExpiresInSeconds = (int)tokens.Lifetime.TotalSeconds, Scope = tokens.Scope },
                };
            case GrantGiven.Refused refused:
                return new() { Refused = refused.Reason };
            default:
                throw new UnreachableException(given.GetType().Name);
        }
    }

    private GitLabToken Needed(ServerCallContext context, TransportedSecret secret) =>
        transport.Find(context.RequestHeaders, secret) ?? throw Missing(secret.MetadataName());

    private static string Checked(string value, bool isValid) =>
        isValid ? value : throw Invalid($"The message holds a value that is not known here: {value}");

    private static RpcException Missing(string name) => Invalid($"The call needs {name} in the metadata.");

    private static RpcException Invalid(string sentence) => new(new Status(StatusCode.InvalidArgument, sentence));
}
