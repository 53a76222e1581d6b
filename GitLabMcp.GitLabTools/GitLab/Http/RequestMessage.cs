using System.Diagnostics;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>A request as HTTP.</summary>
internal static class RequestMessage
{
    /// <param name="knownTag">The ETag of the answer that is here already; null for none.</param>
    public static HttpRequestMessage Of(Uri uri, GitLabCredential credential, GitLabRequest request, string? knownTag, Activity? activity)
    {
        // A message without a body is sent again by the handler itself when the connection ends before the answer; a write must not be.
        var content = request.Content?.Invoke() ?? (request.IsRead ? null : new ByteArrayContent([]));
        var message = new HttpRequestMessage(request.Method, uri) { Content = content };
        var token = credential.Token.Reveal();
        switch (credential.Kind)
        {
            case CredentialKind.Bearer:
                message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
                break;
            case CredentialKind.PrivateToken:
                message.Headers.TryAddWithoutValidation("PRIVATE-TOKEN", token);
                break;
            case CredentialKind.JobToken:
                message.Headers.TryAddWithoutValidation("JOB-TOKEN", token);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(credential));
        }

        message.Headers.TryAddWithoutValidation("Accept", "*/*");
        message.Headers.TryAddWithoutValidation("User-Agent", $"GitLabMcp/{ProductVersion.Text}");
        if (knownTag is not null)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", knownTag);
        }

        if (activity?.Id is { } id)
        {
            message.Headers.TryAddWithoutValidation("traceparent", id);
        }

        return message;
    }
}
