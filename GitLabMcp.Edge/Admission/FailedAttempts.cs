namespace GitLabMcp.Edge.Admission;

/// <summary>Counts what a stranger tries outside of MCP: the steps of a sign-in, and the check of a token on the page for people. Rules:
/// docs/behaviour.md, Failed authentications.</summary>
internal sealed class FailedAttempts(SessionsClient sessions, CallTimeout timeout)
{
    /// <summary>Counts an attempt as failed until <see cref="SucceededAsync"/> takes it back.</summary>
    /// <returns>Null when the address may go on.</returns>
    public async Task<Refused?> CountAsync(string address, CancellationToken ct)
    {
        var request = new CountAttemptRequest { ClientAddress = address, MayGoElsewhere = true };
        return (await SendAsync(request, ct)).Refused;
    }

    public Task SucceededAsync(string address, CancellationToken ct) =>
        SendAsync(
            new CountAttemptRequest
            {
                ClientAddress = address,
                Succeeded = true,
                MayGoElsewhere = true,
            },
            ct
        );

    private async Task<CountAttemptResponse> SendAsync(CountAttemptRequest request, CancellationToken ct)
    {
        var deadline = timeout.Deadline();
        var (response, _) = await SessionsReplicas.AskAsync(
            headers => sessions.CountAttemptAsync(request, headers, deadline, ct),
            static () => [],
            static answer => answer.Elsewhere,
            needsHeaders: false,
            ct
        );
        return response;
    }
}
