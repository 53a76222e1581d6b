using System.Diagnostics;
using GitLabMcp.ServiceDefaults.Audit;
using GitLabMcp.Sessions.Admission;

namespace GitLabMcp.Sessions.Reporting;

/// <summary>Records that a token was sent on the session of another principal (docs/reliability.md, S19): either a client mixes up its
/// users, or somebody has an id that is not his.</summary>
internal sealed class SessionAudit(AuditLog log, TimeProvider time)
{
    public void Record(Decision decision, Contract.Caller caller)
    {
        if (decision is Decision.Refused { ForeignUse: { } use })
        {
            log.TryWrite(
                new AuditRecord(
                    "gitlab_mcp.audit.session.refused",
                    time.GetUtcNow(),
                    ("enduser.pseudo.id", use.Principal),
                    ("gitlab_mcp.session.hash", use.SessionHash),
                    ("gitlab_mcp.instance", caller.Instance),
                    ("client.address", caller.ClientAddress),
                    ("trace_id", Activity.Current?.TraceId.ToString()),
                    ("gitlab_mcp.outcome", "refused")
                )
            );
        }
    }
}
