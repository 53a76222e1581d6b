namespace GitLabMcp.GitLabTools.GitLab.Audit;

/// <summary>One request that changes something, from its intent to its outcome.</summary>
internal sealed class AuditedWrite(WriteAudit audit, (string, object?)[] shared)
{
    private int? _status;
    private string? _requestId;

    public (string, object?)[] Shared => shared;

    /// <summary>GitLab has answered; X-Request-Id is the name of the request in its own logs.</summary>
    public void Answered(HttpResponseMessage response)
    {
        _status = (int)response.StatusCode;
        _requestId = response.Headers.NonValidated.TryGetValues("X-Request-Id", out var values) ? values.ToString() : null;
    }

    /// <param name="reply">Null when the request ended by a fault.</param>
    public void End(GitLabRequest request, GitLabReply? reply) =>
        audit.Write(
            "outcome",
            [
                .. shared,
                ("gitlab_mcp.outcome", Outcome(request, reply)),
                ("http.response.status_code", _status),
                ("gitlab_mcp.gitlab.request_id", _requestId),
                ("gitlab_mcp.resource.id", request.IsGraphQL ? null : AnswerBody.NumberOf(reply as GitLabAnswer)),
            ]
        );

    /// <summary>The record says "unknown" just where the caller is told so.</summary>
    private string Outcome(GitLabRequest request, GitLabReply? reply) =>
        reply switch
        {
            GitLabAnswer answer => request.IsGraphQL && AnswerBody.RefusesMutation(answer) ? "refused" : "done",
            GitLabRefusal { IsOutcomeUnknown: true } or null => "unknown",
            _ => _status switch
            {
                null => "not_sent",
                >= 200 and < 300 => "done",
                _ => "refused",
            },
        };
}
