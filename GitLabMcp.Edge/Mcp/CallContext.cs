using GitLabMcp.ServiceDefaults.Credentials;
using Google.Protobuf;

namespace GitLabMcp.Edge.Mcp;

/// <summary>What is known of one request once it is admitted. Built once, by admission, and read by the handlers behind the SDK.</summary>
internal sealed class CallContext
{
    public required RpcMessage Message { get; init; }

    /// <summary>The token to act with.</summary>
    public required EncryptedToken Token { get; init; }

    /// <summary>The owner of the token, as Sessions names owners.</summary>
    public required string Principal { get; init; }

    /// <summary>Canonical API URL of the GitLab instance, for Sessions.</summary>
    public required string Instance { get; init; }

    /// <summary>API URL of the GitLab instance, for GitLabTools; null for the operator's own instance.</summary>
    public required string? ApiUrl { get; init; }

    /// <summary>Empty for clients without sessions.</summary>
    public required string SessionId { get; init; }

    /// <summary>The hash of the session id, which only Sessions can make; empty for clients without sessions.</summary>
    public required string SessionHash { get; init; }

    /// <summary>The protocol version of the client has no sessions.</summary>
    public required bool IsSessionless { get; init; }

    /// <summary>The grant that the request came by; empty for tokens in headers.</summary>
    public string GrantId { get; init; } = "";

    /// <summary>What the grant allows, such as <c>read_api</c>; empty for tokens in headers.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The times that GitLab asked the owner to wait and that are not over; usually none.</summary>
    public required IReadOnlyList<Sessions.Contract.GitLabWait> Waits { get; init; }

    /// <summary>The same hash for the audit record, which names the sessions that clients do not see too.</summary>
    public required string AuditedSession { get; init; }

    public required ToolSelectionHeaders Tools { get; init; }

    /// <summary>The arguments object of tools/call or prompts/get as it came; empty when there is none.</summary>
    public required ByteString Arguments { get; init; }

    /// <summary>The protocol version of the client knows <c>structuredContent</c> in tool results.</summary>
    public required bool TakesStructuredContent { get; init; }

    /// <summary>The client takes an event stream, so that progress can be sent before the answer.</summary>
    public required bool TakesEvents { get; init; }

    /// <summary>UTC, by the machine's clock, because gRPC compares its deadlines with that one.</summary>
    public required DateTime Deadline { get; init; }

    /// <summary>The span of the whole request; null where nothing is traced.</summary>
    public required Activity? Span { get; init; }

    /// <summary>Metadata for GitLabTools.</summary>
    public Metadata Metadata()
    {
        var metadata = Token.AddTo([]);
        metadata.Add(CredentialMetadata.Principal, Principal);
        metadata.Add(CredentialMetadata.SessionHash, AuditedSession);
        if (ApiUrl is not null)
        {
            metadata.Add(CredentialMetadata.ApiUrl, ApiUrl);
        }

        for (var i = 0; i < Waits.Count; i++)
        {
            metadata.Add(
                new RunningWait(
                    Waits[i].Endpoint is { Length: > 0 } endpoint ? endpoint : null,
                    TimeSpan.FromMilliseconds(Waits[i].Milliseconds)
                )
            );
        }

        return metadata;
    }
}
