using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Cryptography;
using GitLabMcp.Sessions.Store;
using GitLabMcp.Sessions.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using RequestKind = GitLabMcp.Sessions.Contract.RequestKind;

namespace GitLabMcp.Sessions.Tests.Model;

/// <summary>Admission over a test's store, with a GitLab that knows each token's owner by its name: `alice-1` is alice's. One like
/// `alice-reads` has the scope `read_api` only.</summary>
internal sealed class TestAdmission(TestStore store, Settings settings, KeyRing keys)
{
    public const string Instance = "https://gitlab.example/api/v4";

    private readonly Admission.SessionAdmission _admission = new(
        store.Store,
        settings,
        new Identities(keys),
        new SessionIds(keys),
        new SealedTokens(keys),
        new EndedSessions(redis: null),
        StoreRole.Own,
        store.Grants,
        new GrantHandles(keys),
        store.Clock,
        NullLogger<Admission.SessionAdmission>.Instance
    );

    /// <summary>How often GitLab was asked.</summary>
    public int Checks { get; private set; }

    public Task<Decision> CallAsync(string? id, string? token) => AdmitAsync(id, token, RequestKind.Call, sessionless: false);

    public Task<Decision> AdmitAsync(string? id, string? token, RequestKind kind, bool sessionless) =>
        DecideAsync(id, token, caller => _admission.AdmitAsync(caller, kind, sessionless, default));

    public Task<Decision> CloseAsync(string id, string? token) => DecideAsync(id, token, caller => _admission.CloseAsync(caller, default));

    public ValueTask RevokeAsync(string? id, string token) =>
        _admission.RevokeAsync(id, Instance, CredentialOf(token), grantId: null, default);

    public static bool IsReading(string token) => token.EndsWith("-reads", StringComparison.Ordinal);

    private static GitLabCredential CredentialOf(string token) => new(CredentialKind.Bearer, new GitLabToken(token));

    private async Task<Decision> DecideAsync(string? id, string? token, Func<Caller, ValueTask<Decision>> decide)
    {
        var caller = new Caller(
            id,
            Instance,
            false,
            token is null ? new CallerCredential.Nothing() : new CallerCredential.Token(CredentialOf(token)),
            "10.0.0.1",
            MayGoElsewhere: false,
            null
        );
        var decision = await decide(caller);
        if (decision is not Decision.Unverified)
        {
            return decision;
        }

        Checks++;
        var owner = token!.Split('-')[0];
        return await decide(
            caller with
            {
                Verified = owner == "nobody" ? new() { Rejected = true } : new() { UserId = owner, OnlyReads = IsReading(token) },
            }
        );
    }
}
