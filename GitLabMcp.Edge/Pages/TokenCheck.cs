using GitLabMcp.Edge.Admission;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.ServiceDefaults.Credentials;
using Refusal = GitLabMcp.Edge.Admission.Refusal;

namespace GitLabMcp.Edge.Pages;

/// <summary>Asks GitLab whose a token is and what it may do, by the tool whoami. There is no session and nothing is stored: the token
/// stands for itself in GitLabTools, as it does while its owner is not known. Each check counts as a failed authentication of the
/// client's address until GitLab has accepted the token.</summary>
internal sealed partial class TokenCheck(
    FailedAttempts attempts,
    GitLabToolsClient gitlab,
    Credentials credentials,
    TokenTransport transport,
    CallTimeout timeout,
    ILogger<TokenCheck> logger
)
{
    private const string Tool = "whoami";

    public async Task<Outcome> CheckAsync(string token, string address, CancellationToken ct)
    {
        try
        {
            if (await attempts.CountAsync(address, ct) is { } refused)
            {
                return new Outcome.Refused(Refusal.Of(refused, RequestCredential.Absent.Instance));
            }

            var credential = credentials.ReadAlone(token);
            if (credential is not RequestCredential.Token known)
            {
                return new Outcome.Refused(Refusal.Of(new Refused { Reason = ReasonOf(credential) }, credential));
            }

            var outcome = await AskAsync(known, ct);
            if (outcome is Outcome.Accepted)
            {
                await attempts.SucceededAsync(address, ct);
            }

            return outcome;
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            if (RpcFailures.Of(e.StatusCode) == RpcFailure.Fault)
            {
                Log.Failed(logger, e);
            }

            return new Outcome.Refused(Refusal.SessionsUnreachable);
        }
    }

    private async Task<Outcome> AskAsync(RequestCredential.Token credential, CancellationToken ct)
    {
        var request = new CallToolRequest { Name = Tool };
        var metadata = credential.Encrypted(transport).AddTo([]);
        var response = await gitlab.CallToolAsync(request, metadata, timeout.Deadline(), ct);
        return response switch
        {
            { OutcomeCase: not CallToolResponse.OutcomeOneofCase.Result } => new Outcome.Unknown(
                "The operator does not offer the tool whoami here, so this page cannot ask GitLab about a token."
            ),
            { Result.TokenRejected: true } => new Outcome.Refused(
                Refusal.Of(new Refused { Reason = RefusalReason.RejectedToken }, credential)
            ),
            { Result: { IsError: true } result } => new Outcome.Unknown(result.Text),
            { Result: var result } => new Outcome.Accepted(TokenOwner.Of(result.Text)),
        };
    }

    /// <summary>A token of this server says nothing of GitLab here, and is not sent to GitLab.</summary>
    private static RefusalReason ReasonOf(RequestCredential credential) =>
        credential is RequestCredential.Grant ? RefusalReason.RejectedToken : RefusalReason.MalformedToken;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The check of a token on the page for people failed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }

    public abstract record Outcome
    {
        public sealed record Accepted(TokenOwner Owner) : Outcome;

        /// <summary>The token is not taken, or nobody can be asked now.</summary>
        public sealed record Refused(Refusal Refusal) : Outcome;

        /// <param name="Sentence">Why GitLab did not say it, for the user.</param>
        public sealed record Unknown(string Sentence) : Outcome;
    }
}
