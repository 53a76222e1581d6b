namespace GitLabMcp.Fake.OAuth;

/// <summary>An OAuth application, as an administrator of GitLab creates it.</summary>
/// <param name="Secret">Null for an application that is not confidential.</param>
/// <param name="RedirectUris">Compared as GitLab does: exactly, but for the port of `http://127.0.0.1`.</param>
public sealed record FakeApplication(string Id, string? Secret, string[] RedirectUris)
{
    public string[] Scopes { get; init; } = ["api", "read_api"];

    internal bool Takes(string redirectUri) =>
        Array.Exists(
            RedirectUris,
            one =>
                one == redirectUri
                || (
                    Uri.TryCreate(one, UriKind.Absolute, out var known)
                    && Uri.TryCreate(redirectUri, UriKind.Absolute, out var asked)
                    && known is { Scheme: "http", Host: "127.0.0.1" }
                    && (known.Scheme, known.Host, known.PathAndQuery) == (asked.Scheme, asked.Host, asked.PathAndQuery)
                )
        );
}
