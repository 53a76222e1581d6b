using System.Diagnostics;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>Builds the HTTP message of a request.</summary>
internal static class RequestMessage
{
    /// <param name="knownTag">The ETag of the cached answer; null when there is none.</param>
    public static HttpRequestMessage Of(Uri uri, GitLabCredential credential, GitLabRequest request, string? knownTag, Activity? activity)
    {
        // The handler itself sends a message without a body again when the connection ends before the answer. A write must not be
        // sent twice, so it always has a body.
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

        if (request.LastBytes is { } last)
        {
            message.Headers.TryAddWithoutValidation("Range", $"bytes=-{last}");
        }

        if (activity?.Id is { } id)
        {
            message.Headers.TryAddWithoutValidation("traceparent", id);
        }

        return message;
    }
}
