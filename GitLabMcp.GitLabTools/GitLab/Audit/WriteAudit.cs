using System.Diagnostics;
using System.Security.Cryptography;
using GitLabMcp.ServiceDefaults.Audit;

namespace GitLabMcp.GitLabTools.GitLab.Audit;

/// <summary>Records each request that changes something in GitLab (docs/reliability.md, S19): its intent before it is sent, and its
/// outcome. An intent without an outcome belongs to a process that died, so nobody knows whether that write was made.</summary>
internal sealed class WriteAudit(AuditLog log, TimeProvider time)
{
    public static GitLabRefusal Refusal { get; } =
        new(
            0,
            "The audit record of this change cannot be written, so nothing was sent. Try again in a minute; the operator finds the reason "
                + "in the log.",
            Retry.Later
        );

    /// <summary>Writes the intent.</summary>
    /// <returns>Null when the record cannot be written, and so the request must not be sent.</returns>
    /// <exception cref="InvalidOperationException">A tool that only reads sends a request that changes something.</exception>
    public AuditedWrite? Begin(GitLabCall call, GitLabRequest request)
    {
        var subject =
            call.Subject
            ?? throw new InvalidOperationException($"A call that only reads must not send {request.Method} {request.Template}.");
        var write = new AuditedWrite(this, Shared(call, subject, request));
        return Write("intent", write.Shared) ? write : null;
    }

    public bool Write(string part, params (string, object?)[] attributes) =>
        !log.IsOn || log.TryWrite(new AuditRecord("gitlab_mcp.audit.write." + part, time.GetUtcNow(), attributes));

    /// <summary>What the intent and the outcome both say. The name of a write stands in both, so that they can be put together.</summary>
    private (string, object?)[] Shared(GitLabCall call, CallSubject subject, GitLabRequest request)
    {
        if (!log.IsOn)
        {
            return [];
        }

        var names = subject.Names();
        return
        [
            ("gitlab_mcp.write.id", RandomNumberGenerator.GetHexString(16, lowercase: true)),
            ("enduser.pseudo.id", call.User.Principal.Name),
            ("gitlab_mcp.session.hash", call.User.SessionHash),
            ("gen_ai.tool.name", subject.Tool),
            ("gitlab_mcp.instance", call.User.Instance.ApiUrl),
            ("gitlab_mcp.project", names.Project),
            ("gitlab_mcp.resource", request.IsGraphQL ? names.Ids : request.Path.Split('?')[0]),
            ("http.request.method", request.Method.Method),
            ("url.template", request.Template),
            ("trace_id", Activity.Current?.TraceId.ToString()),
        ];
    }
}
