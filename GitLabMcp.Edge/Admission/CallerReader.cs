namespace GitLabMcp.Edge.Admission;

/// <summary>Reads from the headers who sends a request, for which session and for which GitLab.</summary>
internal sealed class CallerReader(Credentials credentials, GitLabInstances instances)
{
    public Outcome Read(HttpContext context)
    {
        var headers = context.Request.Headers;
        var credential = credentials.Read(headers);
        if (credential is RequestCredential.Conflicting conflicting)
        {
            return Conflict("Conflicting credentials", conflicting.Message);
        }

        if (headers[SessionIdHeader.Name].Count > 1)
        {
            return Conflict("Conflicting session ids", "The mcp-session-id header came more than once. Send it once.");
        }

        return instances.Read(headers) switch
        {
            GitLabInstances.Choice.Taken instance => new Outcome.Known(credential, Caller(context, credential, instance)),
            GitLabInstances.Choice.Refused refused => Conflict("GitLab instance not allowed", refused.Message),
            var choice => throw new UnreachableException(choice.GetType().Name),
        };
    }

    private static Caller Caller(HttpContext context, RequestCredential credential, GitLabInstances.Choice.Taken instance) =>
        new()
        {
            SessionId = context.Request.Headers[SessionIdHeader.Name].ToString(),
            Instance = instance.ApiUrl,
            InstanceNamed = instance.Named,
            ClientAddress = ClientAddress.Of(context.Connection.RemoteIpAddress),
            RequestName = credential is RequestCredential.Grant ? Guid.NewGuid().ToString("N") : "",
            Credential = credential switch
            {
                RequestCredential.Token => Credential.Present,
                RequestCredential.Grant => Credential.Grant,
                RequestCredential.Malformed => Credential.Malformed,
                _ => Credential.Absent,
            },
        };

    private static Outcome.Unusable Conflict(string error, string message) =>
        new(new Refusal(StatusCodes.Status400BadRequest, error, message));

    public abstract record Outcome
    {
        public sealed record Known(RequestCredential Credential, Caller Caller) : Outcome;

        /// <summary>The headers contradict each other, or name a GitLab that this server does not call.</summary>
        public sealed record Unusable(Refusal Refusal) : Outcome;
    }
}
