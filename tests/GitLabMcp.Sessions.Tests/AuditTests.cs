using System.Text.Json.Nodes;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;

namespace GitLabMcp.Sessions.Tests;

/// <summary>A token on somebody else's session is recorded (docs/reliability.md, S19), and the hash in the record can be found by the
/// number of the user.</summary>
public sealed class AuditTests
{
    private const string Keys = "0123456789abcdef0123456789abcdef,fedcba9876543210fedcba9876543210";
    private const string Instance = "https://gitlab.example/api/v4";
    private const string Alice = "glpat-alice-0000000000000001";
    private const string Bob = "glpat-bob-000000000000000001";

    [Fact]
    public async Task A_token_on_the_session_of_another_principal_is_recorded()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("gitlab-mcp-audit-").FullName, "audit.jsonl");
        try
        {
            await using var host = await SessionsHost.StartAsync($"--SESSION_KEYS={Keys}", $"--AUDIT_LOG={path}");
            var alice = await AdmitAsync(host, Alice, "7", sessionId: "");
            var refused = await AdmitAsync(host, Bob, "8", alice.Admitted.SessionId);
            Assert.Equal(RefusalReason.SessionNotFound, refused.Refused.Reason);
            await AdmitAsync(host, Alice, "7", alice.Admitted.SessionId);

            var line = Assert.Single(await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken));
            var record = JsonNode.Parse(line)!.AsObject();
            Assert.Equal("gitlab_mcp.audit.session.refused", (string?)record["event.name"]);
            Assert.Equal(alice.Admitted.SessionHash, (string?)record["gitlab_mcp.session.hash"]);
            Assert.Equal("192.0.2.1", (string?)record["client.address"]);
            Assert.Equal(Hashes("8")[0], (string?)record["enduser.pseudo.id"]);
            Assert.Equal(Hashes("7")[0], alice.Admitted.Principal);
            Assert.DoesNotContain(alice.Admitted.SessionId, line, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Theory]
    [InlineData("SESSION_KEYS is missing", "--instance", Instance, "--user", "7")]
    [InlineData("Usage: principal-hash", "--instance", Instance, "--SESSION_KEYS", Keys)]
    [InlineData("Usage: principal-hash", "--instance", "nowhere", "--user", "7", "--SESSION_KEYS", Keys)]
    [InlineData("Usage: principal-hash", "--instance", Instance, "--user", "alice", "--SESSION_KEYS", Keys)]
    public void The_command_says_what_it_needs(string start, params string[] args)
    {
        var (code, output, error) = Run(args);
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.StartsWith(start, error, StringComparison.Ordinal);
    }

    /// <summary>Of both keys, and apart for jobs, which are another principal.</summary>
    [Fact]
    public void A_user_has_a_hash_for_each_key_and_kind_of_token() => Assert.Equal(4, Hashes("7").Distinct().Count());

    private static string[] Hashes(string user)
    {
        var (code, output, _) = Run("--instance", "https://GitLab.example/", "--user", user, "--SESSION_KEYS", Keys);
        Assert.Equal(0, code);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (PrincipalHash.Print([PrincipalHash.Command, .. args], output, error), output.ToString(), error.ToString());
    }

    private static async Task<AdmitResponse> AdmitAsync(SessionsHost host, string token, string userId, string sessionId)
    {
        var request = new AdmitRequest
        {
            Caller = new()
            {
                Instance = Instance,
                SessionId = sessionId,
                Credential = Credential.Present,
                ClientAddress = "192.0.2.1",
                Verification = new() { UserId = userId },
            },
            Kind = sessionId.Length == 0 ? RequestKind.Initialize : RequestKind.Call,
        };
        return await host.Client.AdmitAsync(request, SessionsHost.As(token));
    }
}
