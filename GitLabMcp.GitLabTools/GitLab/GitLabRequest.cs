namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>One request, relative to the API's base.</summary>
/// <param name="Path">Escaped, with its query.</param>
/// <param name="Template">The route with its placeholders: all that telemetry sees.</param>
internal sealed record GitLabRequest(HttpMethod Method, string Path, string Template, Func<HttpContent>? Content = null)
{
    /// <summary>It changes nothing, so that it may be repeated.</summary>
    public bool IsRead { get; init; } = Method == HttpMethod.Get || Method == HttpMethod.Head;

    /// <summary>The answer is to say what is left of the rate limit; nobody else pays for reading that.</summary>
    public bool ReadsRateLimit { get; init; }
}
