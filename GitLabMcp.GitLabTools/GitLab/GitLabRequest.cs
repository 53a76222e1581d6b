using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>One request, relative to the API's base.</summary>
/// <param name="Path">Escaped, with its query.</param>
/// <param name="Template">The route with its placeholders: all that telemetry sees.</param>
internal sealed record GitLabRequest(HttpMethod Method, string Path, string Template, Func<HttpContent>? Content = null)
{
    private const string TokenRecordPath = "personal_access_tokens/self";

    /// <summary>The request changes nothing, so it may be sent again.</summary>
    public bool IsRead { get; init; } = Method == HttpMethod.Get || Method == HttpMethod.Head;

    /// <summary>Whether the rate limit is read from the headers of the answer. Few need it, and parsing costs time.</summary>
    public bool ReadsRateLimit { get; init; }

    /// <summary>Reads the body of a success while it arrives; the answer then has no body. It is called again when the request is sent
    /// again. Null for a body that is kept.</summary>
    public Func<BodyStream, CancellationToken, Task>? ReadBody { get; init; }

    /// <summary>Only the last so many bytes are wanted. GitLab may send more. Null for all.</summary>
    public int? LastBytes { get; init; }

    /// <summary>Asks for the record of the token itself, with its scopes. GitLab has one of personal, project and group access tokens only,
    /// since version 15.5.</summary>
    public static GitLabRequest ForTokenRecord { get; } = new(HttpMethod.Get, TokenRecordPath, TokenRecordPath);

    /// <summary>GitLab also answers 401 to a token that it accepts but has no record of.</summary>
    public bool IsForTokenRecord => Method == HttpMethod.Get && Path == TokenRecordPath;

    /// <summary>What GitLab may limit the rate of apart from other requests: `POST projects/{}/issues/{}/notes`.</summary>
    public string Endpoint => $"{Method} {Template}";

    public bool IsGraphQL => Template.StartsWith("graphql#", StringComparison.Ordinal);

    /// <summary>Asks whose token it is; the token of a CI/CD job belongs to the user who started the job.</summary>
    public static GitLabRequest ForOwnerOf(GitLabCredential credential)
    {
        var path = OwnerPath(credential);
        return new(HttpMethod.Get, path, path);
    }

    public bool IsForOwnerOf(GitLabCredential credential) => Method == HttpMethod.Get && Path == OwnerPath(credential);

    private static string OwnerPath(GitLabCredential credential) => credential.Kind == CredentialKind.JobToken ? "job" : "user";
}
