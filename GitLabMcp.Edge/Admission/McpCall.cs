using GitLabMcp.Edge.Tools;
using GitLabMcp.ServiceDefaults.Credentials;
using Google.Protobuf;
using Grpc.Core;

namespace GitLabMcp.Edge.Admission;

/// <summary>What the gate found out about one request, for the handlers behind the SDK. One per request scope.</summary>
internal sealed class McpCall
{
    /// <summary>The token to act with; null only while warming up.</summary>
    public GitLabCredential? Credential { get; set; }

    /// <summary>Whose token it is, as Sessions names people.</summary>
    public string Principal { get; set; } = "";

    /// <summary>API URL of the instance to call; null for the operator's.</summary>
    public string? ApiUrl { get; set; }

    /// <summary>Canonical, for Sessions.</summary>
    public string Instance { get; set; } = "";

    /// <summary>Empty for sessionless callers.</summary>
    public string SessionId { get; set; } = "";

    public ToolSelectionHeaders Tools { get; set; } = ToolSelectionHeaders.Default;

    /// <summary>The arguments object of tools/call as it came; empty for none.</summary>
    public ByteString Arguments { get; set; } = ByteString.Empty;

    /// <summary>For tools/list: where this client reaches the icons, `http://localhost:3002/icons/`.</summary>
    public string IconFolder { get; set; } = "";

    public bool TakesStructuredContent { get; set; } = true;

    /// <summary>The next thing the SDK writes is the answer, and the last.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>There is an open stream to tell progress on.</summary>
    public bool TakesEvents { get; set; }

    /// <summary>The client takes the call back, over whichever connection.</summary>
    public CancellationToken CancelledByClient { get; set; }

    /// <summary>UTC, by the machine's clock, as gRPC counts it.</summary>
    public DateTime Deadline { get; set; }

    /// <summary>Metadata for GitLabTools.</summary>
    public Metadata Metadata()
    {
        var metadata = new Metadata();
        if (Credential is not null)
        {
            metadata.With(Credential);
            metadata.Add(CredentialMetadata.Principal, Principal);
        }

        if (ApiUrl is not null)
        {
            metadata.Add(CredentialMetadata.ApiUrl, ApiUrl);
        }

        return metadata;
    }
}
