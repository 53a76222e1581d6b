using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GitLabMcp.Testing;

namespace GitLabMcp.Faults.Hosting.Redis;

/// <summary>A Redis as providers offer it: TLS with a certificate authority of its own, a user with a password, and the commands of
/// administrators denied.</summary>
public sealed class ManagedRedis : IAsyncDisposable
{
    private const string User = "sessions";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redis-managed-");
    private readonly int _port = FreePort.NextLasting();
    private readonly string _password = RandomNumberGenerator.GetHexString(32);
    private RedisServer? _server;

    private ManagedRedis() { }

    public string ConnectionString => $"localhost:{_port},ssl=true,user={User},password={_password}";

    /// <summary>A PEM file, for SSL_CERT_FILE.</summary>
    public string Authority => InFolder("ca.pem");

    public static async Task<ManagedRedis> StartAsync()
    {
        var redis = new ManagedRedis();
        try
        {
            await redis.RunAsync();
            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        WriteCertificates();
        await File.WriteAllTextAsync(
            InFolder("users.acl"),
            $"""
            user default off
            user {User} on >{_password} ~gitlab-mcp:* &gitlab-mcp:* +@read +@write +@connection +@pubsub +@scripting +time -script

            """
        );
        _server = await RedisServer.StartAsync([
            .. (string[])["--port", "0", "--tls-port", _port.ToString(CultureInfo.InvariantCulture), "--tls-auth-clients", "no"],
            .. (string[])["--tls-ca-cert-file", Authority, "--tls-cert-file", InFolder("server.pem")],
            .. (string[])["--tls-key-file", InFolder("server.key"), "--aclfile", InFolder("users.acl")],
        ]);
    }

    private void WriteCertificates()
    {
        var (from, to) = (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Redis provider", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = authorityRequest.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, from, to, RandomNumberGenerator.GetBytes(8));

        File.WriteAllText(Authority, authority.ExportCertificatePem());
        File.WriteAllText(InFolder("server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(InFolder("server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);
}
