using System.Text.Json.Serialization;

namespace GitLabMcp.Edge.OAuth;

/// <summary>What the Edge seals instead of storing it.</summary>
internal sealed class Seals(EdgeSettings settings)
{
    /// <summary>A registered client, as its `client_id`.</summary>
    public Seal<RegisteredClient> Clients { get; } = new(settings.OAuth.Keys, "client", SealedJson.Default.RegisteredClient);

    /// <summary>A request that waits for its user's consent, in the form of the consent page.</summary>
    public Seal<SignIn> Requests { get; } = new(settings.OAuth.Keys, "request", SealedJson.Default.SignIn);

    /// <summary>A request whose user is at GitLab, as the `state` there.</summary>
    public Seal<SignInAtGitLab> States { get; } = new(settings.OAuth.Keys, "state", SealedJson.Default.SignInAtGitLab);

    /// <summary>A grant that its client has not fetched yet, as the `code`.</summary>
    public Seal<IssuedCode> Codes { get; } = new(settings.OAuth.Keys, "code", SealedJson.Default.IssuedCode);

    /// <summary>What the user of a browser has consented to, in a cookie.</summary>
    public Seal<GivenConsents> Consents { get; } = new(settings.OAuth.Keys, "consents", SealedJson.Default.GivenConsents);
}

/// <param name="Name">As the client calls itself.</param>
/// <param name="RedirectUris">Where its users may be sent back to.</param>
internal sealed record RegisteredClient(string Name, IReadOnlyList<string> RedirectUris, DateTimeOffset Ends);

/// <summary>What a client asked for in the name of a user.</summary>
/// <param name="Client">The hash of its id.</param>
/// <param name="ClientName">As the client calls itself.</param>
/// <param name="RedirectUri">As the client sent it.</param>
/// <param name="State">Of the client; null when it sent none.</param>
/// <param name="Challenge">Of the client's PKCE, S256.</param>
/// <param name="Browser">The hash of the cookie by which the browser is known.</param>
internal sealed record SignIn(
    string Client,
    string ClientName,
    string RedirectUri,
    string? State,
    string Challenge,
    string Scope,
    string Browser,
    DateTimeOffset Ends
);

/// <param name="Id">No other sign-in has it; it counts once.</param>
/// <param name="Verifier">Of our own PKCE towards GitLab.</param>
internal sealed record SignInAtGitLab(string Id, string Verifier, SignIn SignIn);

/// <param name="Grant">Its id in Sessions.</param>
/// <param name="Client">The hash of the client's id.</param>
internal sealed record IssuedCode(string Grant, string Client, string RedirectUri, string Challenge, DateTimeOffset Ends);

/// <param name="Ends">Until when, by the hash of client, redirect and scope.</param>
internal sealed record GivenConsents(IReadOnlyDictionary<string, DateTimeOffset> Ends);

[JsonSerializable(typeof(RegisteredClient))]
[JsonSerializable(typeof(SignIn))]
[JsonSerializable(typeof(SignInAtGitLab))]
[JsonSerializable(typeof(IssuedCode))]
[JsonSerializable(typeof(GivenConsents))]
internal sealed partial class SealedJson : JsonSerializerContext;
