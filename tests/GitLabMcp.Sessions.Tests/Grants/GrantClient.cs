using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;
using Grpc.Core;

namespace GitLabMcp.Sessions.Tests.Grants;

/// <summary>Speaks about grants with a replica of Sessions, as the Edge does.</summary>
internal sealed class GrantClient(Contract.Sessions.SessionsClient sessions)
{
    public const string Instance = "https://gitlab.example/api/v4";
    public const string Client = "AAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>A user who signed in: GitLab's tokens are given, ours come back.</summary>
    public async Task<Signed> SignInAsync(string access, string refresh, string user = "7")
    {
        var metadata = SessionsHost.Transport.Add(SessionsHost.As(access), TransportedSecret.GitLabRefreshToken, new GitLabToken(refresh));
        var made = await sessions.CreateGrantAsync(
            new()
            {
                Instance = Instance,
                UserId = user,
                ClientId = Client,
                Scope = "api",
                GitlabExpiresInSeconds = 7200,
                ClientAddress = "192.0.2.1",
            },
            metadata
        );
        using var call = sessions.RedeemGrantAsync(
            new()
            {
                GrantId = made.GrantId,
                ClientId = Client,
                ClientAddress = "192.0.2.1",
            },
            SessionsHost.As(null)
        );
        var (_, tokens) = await TokensAsync(call);
        return tokens! with { GrantId = made.GrantId };
    }

    /// <summary>Null when they are refused.</summary>
    public async Task<(GrantTokensResponse Answer, Signed? Tokens)> RotateAsync(GitLabToken refreshToken)
    {
        using var call = sessions.RotateGrantAsync(
            new() { ClientId = Client, ClientAddress = "192.0.2.1" },
            SessionsHost.Transport.Add(SessionsHost.As(null), TransportedSecret.OAuthRefreshToken, refreshToken)
        );
        return await TokensAsync(call);
    }

    /// <summary>One request.</summary>
    /// <param name="id">Null for none.</param>
    public async Task<(AdmitResponse Answer, Metadata Headers)> AskAsync(
        GitLabToken access,
        string? id = null,
        RefreshOutcome? refreshed = null,
        Action<Metadata>? add = null,
        bool sessionless = false
    )
    {
        var metadata = SessionsHost.Transport.Add(SessionsHost.As(null), TransportedSecret.OAuthAccessToken, access);
        add?.Invoke(metadata);
        var request = new AdmitRequest
        {
            Caller = new()
            {
                SessionId = id ?? "",
                Instance = Instance,
                Credential = Credential.Grant,
                ClientAddress = "192.0.2.1",
                Refreshed = refreshed,
            },
            Sessionless = sessionless,
        };
        using var call = sessions.AdmitAsync(request, metadata);
        var answer = await call.ResponseAsync;
        return (answer, await call.ResponseHeadersAsync);
    }

    /// <summary>One request as the Edge makes it.</summary>
    /// <param name="refresh">GitLab: gives new tokens for a refresh token.</param>
    /// <returns>The token of GitLab that it goes on with.</returns>
    public async Task<string> CallAsync(GitLabToken access, Func<string, Task<(string Access, string Refresh)>> refresh)
    {
        var (answer, headers) = await AskAsync(access);
        if (answer.Refresh is { } asked)
        {
            var old = SessionsHost.Transport.Find(headers, TransportedSecret.GitLabRefreshToken)!;
            var next = await refresh(old.Reveal());
            (answer, headers) = await AskAsync(
                access,
                refreshed: new()
                {
                    GrantId = asked.GrantId,
                    Fence = asked.Fence,
                    ExpiresInSeconds = 7200,
                },
                add: metadata =>
                {
                    SessionsHost.Transport.Add(metadata, new GitLabCredential(CredentialKind.Bearer, new(next.Access)));
                    SessionsHost.Transport.Add(metadata, TransportedSecret.GitLabRefreshToken, new(next.Refresh));
                }
            );
        }

        Assert.True(answer.Admitted is not null, answer.ToString());
        return SessionsHost.Transport.Find(headers)!.Token.Reveal();
    }

    private static async Task<(GrantTokensResponse Answer, Signed? Tokens)> TokensAsync(AsyncUnaryCall<GrantTokensResponse> call)
    {
        var answer = await call.ResponseAsync;
        var headers = await call.ResponseHeadersAsync;
        return answer.Tokens is null
            ? (answer, null)
            : (
                answer,
                new(
                    "",
                    SessionsHost.Transport.Find(headers, TransportedSecret.OAuthAccessToken)!,
                    SessionsHost.Transport.Find(headers, TransportedSecret.OAuthRefreshToken)!
                )
            );
    }
}
