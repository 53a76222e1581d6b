using System.Net.Http.Headers;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The body of a successful answer while it arrives: for texts that may be larger than a call may keep in memory.</summary>
/// <param name="Start">How many bytes come before it; null when GitLab sent a part and did not say which.</param>
/// <param name="Size">The size of all of it in bytes; null when GitLab did not say.</param>
internal sealed record BodyStream(Stream Bytes, long? Start, long? Size, HttpResponseHeaders Headers)
{
    public static async Task<BodyStream> OfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var isPart = response.StatusCode == System.Net.HttpStatusCode.PartialContent;
        var range = isPart ? response.Content.Headers.ContentRange : null;
        return new(
            await response.Content.ReadAsStreamAsync(ct),
            isPart ? range?.From : 0,
            isPart ? range?.Length : response.Content.Headers.ContentLength,
            response.Headers
        );
    }
}
