using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>A certificate authority that only this run of the tests trusts, and a certificate of it for 127.0.0.1.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly TemporaryFolder _folder = new();

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=GitLabMcp tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true)
        );
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Certificate = request.CreateSelfSigned(Now.AddHours(-1), Now.AddDays(2));
        CertificateFile = _folder.Write("authority.crt", Certificate.ExportCertificatePem());
        KeyFile = _folder.Write("authority.key", key.ExportECPrivateKeyPem());
        WriteServerCertificate();
    }

    public X509Certificate2 Certificate { get; }

    public string CertificateFile { get; }

    public string KeyFile { get; }

    public string ServerCertificateFile => _folder.PathOf("server.crt");

    public string ServerKeyFile => _folder.PathOf("server.key");

    /// <summary>The programs that are started from now on trust this authority: .NET by the first variable, Node by the second.</summary>
    public void TrustInPrograms()
    {
        Environment.SetEnvironmentVariable("SSL_CERT_FILE", CertificateFile);
        Environment.SetEnvironmentVariable("NODE_EXTRA_CA_CERTS", CertificateFile);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _folder.Dispose();
    }

    private void WriteServerCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(Certificate, Now.AddHours(-1), Now.AddDays(1), [1, 2, 3, 4]);
        _folder.Write("server.crt", certificate.ExportCertificatePem());
        _folder.Write("server.key", key.ExportPkcs8PrivateKeyPem());
    }
}
