using System.Diagnostics;
using GitLabMcp.ServiceDefaults.Audit;
using GitLabMcp.Sessions.Admission;

namespace GitLabMcp.Sessions.Reporting;

/// <summary>Records that a token was sent on the session of another principal (docs/reliability.md, S19): either a client mixes up its
/// users, or somebody has an id that is not his. Records as well which grants were made and ended.</summary>
internal sealed class SessionAudit(AuditLog log, Instruments instruments, TimeProvider time)
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

        if (decision is Decision.Refused { EndedGrantOf: { } principal })
        {
            GrantEnded(principal, "invalid_grant", caller.ClientAddress);
        }
    }

    /// <summary>A user signed in for a client.</summary>
    public void GrantMade(string principal, string instance, string clientAddress)
    {
        instruments.SignIn("made");
        log.TryWrite(
            new AuditRecord(
                "gitlab_mcp.audit.grant.made",
                time.GetUtcNow(),
                ("enduser.pseudo.id", principal),
                ("gitlab_mcp.instance", instance),
                ("client.address", clientAddress),
                ("trace_id", Activity.Current?.TraceId.ToString())
            )
        );
    }

    /// <summary>A user signed in, and there was no room for it.</summary>
    public void GrantRefused() => instruments.SignIn("refused");

    /// <param name="outcome">`revoked` by its client, `reused` when a code or a refresh token was used again, `displaced` by a newer one,
    /// or `invalid_grant` when GitLab ended it.</param>
    /// <param name="clientAddress">Whose request ended it; null when that is not known.</param>
    public void GrantEnded(string principal, string outcome, string? clientAddress)
    {
        instruments.SignIn(outcome);
        log.TryWrite(
            new AuditRecord(
                "gitlab_mcp.audit.grant.ended",
                time.GetUtcNow(),
                ("enduser.pseudo.id", principal),
                ("client.address", clientAddress),
                ("trace_id", Activity.Current?.TraceId.ToString()),
                ("gitlab_mcp.outcome", outcome)
            )
        );
    }
}
