using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.ServiceDefaults.Credentials;
using RefreshOutcome = GitLabMcp.Sessions.Contract.RefreshOutcome;

namespace GitLabMcp.Edge.Admission;

/// <summary>Has GitLab's tokens of a grant refreshed when Sessions asks for it. The tokens pass through without being decrypted
/// here.</summary>
internal sealed class GrantRefreshes(GitLabToolsClient gitlab, Counters counters)
{
    /// <param name="refresh">The answer of Sessions.</param>
    /// <param name="from">Its metadata, with GitLab's refresh token.</param>
    /// <param name="deadline">Of the request. The refresh ends before, so that Sessions can still be told how it went.</param>
    /// <returns>What came of it, and the metadata with the new tokens; it is empty when there are none.</returns>
    /// <remarks>A refresh goes on when its client goes away: GitLab's new tokens would be lost, and the other requests of the grant would
    /// wait until the lock ends.</remarks>
    public async Task<(RefreshOutcome Outcome, Metadata Tokens)> RefreshAsync(GitLabRefresh refresh, Metadata from, DateTime deadline)
    {
        var outcome = new RefreshOutcome { GrantId = refresh.GrantId, Fence = refresh.Fence };
        var tokens = new Metadata();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var end = deadline - ((deadline - now) / 4);
        try
        {
            // GitLab takes a refresh token again until the first use of what it gave for it.
            var (answer, headers) = await Repeat.OnceIfBrokenAsync(() => AskAsync(from, end), CancellationToken.None);
            switch (answer.OutcomeCase)
            {
                case RefreshTokenResponse.OutcomeOneofCase.Refreshed:
                    outcome.ExpiresInSeconds = answer.Refreshed.ExpiresInSeconds;
                    EncryptedToken.Find(headers)?.AddTo(tokens);
                    tokens.AddAsItCame(TransportedSecret.GitLabRefreshToken, headers);
                    break;
                case RefreshTokenResponse.OutcomeOneofCase.InvalidGrant:
                    outcome.InvalidGrant = true;
                    break;
                case RefreshTokenResponse.OutcomeOneofCase.Unreachable:
                    outcome.Unreachable = true;
                    break;
                default:
                    throw new InvalidOperationException("GitLabTools gave no answer that is known here.");
            }
        }
        catch (RpcException e) when (RpcFailures.Of(e.StatusCode) != RpcFailure.Fault)
        {
            outcome.Unreachable = true;
        }

        counters.Refreshed(
            outcome.OutcomeCase switch
            {
                RefreshOutcome.OutcomeOneofCase.ExpiresInSeconds => "refreshed",
                RefreshOutcome.OutcomeOneofCase.InvalidGrant => "invalid_grant",
                RefreshOutcome.OutcomeOneofCase.Unreachable => "unreachable",
                _ => throw new InvalidOperationException("A refresh has an outcome."),
            }
        );
        return (outcome, tokens);
    }

    private async Task<(RefreshTokenResponse Answer, Metadata Headers)> AskAsync(Metadata from, DateTime end)
    {
        var metadata = new Metadata().AddAsItCame(TransportedSecret.GitLabRefreshToken, from);
        using var call = gitlab.RefreshTokenAsync(new RefreshTokenRequest(), metadata, end, CancellationToken.None);
        var answer = await call.ResponseAsync;
        return (answer, await call.ResponseHeadersAsync);
    }
}
