using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using GitLabMcp.GitLabTools.GitLab.Limits;
using GitLabMcp.ServiceDefaults.GitLabAddresses;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.GitLabTools.GitLab.Http;

/// <summary>The pooled connections to GitLab. The handler keeps no cookies, follows no redirects (it would send the token along),
/// and writes no spans (they would contain project paths).</summary>
internal static class Connections
{
    public static SocketsHttpHandler Open(SettingsReader settings, GitLabInstances instances) =>
        Open(settings, instances, Dns.GetHostAddressesAsync);

    /// <param name="resolve">Finds the addresses of a name.</param>
    internal static SocketsHttpHandler Open(
        SettingsReader settings,
        GitLabInstances instances,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve
    )
    {
        var proxy = GitLabProxy.Of(settings);
        var handler = new SocketsHttpHandler
        {
            Proxy = proxy,
            UseProxy = proxy is not null,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),

            // Shorter than the idle timeout of usual proxies: a write on a connection that the proxy closes has an unknown outcome.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxConnectionsPerServer = ConcurrencyLimits.PerHost,
            MaxResponseHeadersLength = 64,
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, ct) => ConnectAsync(context, instances, resolve, ct),
        };
        if (settings.Text(GitLabSettings.CaCertPath) is { } path)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = Trusting(Read(path));
        }

        return handler;
    }

    private static X509Certificate2Collection Read(string path)
    {
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(path);
            return roots.Count > 0
                ? roots
                : throw new InvalidSettingException($"GITLAB_CA_CERT_PATH={path} holds no certificate: expected a PEM file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new InvalidSettingException(
                $"GITLAB_CA_CERT_PATH={path} cannot be read: expected a PEM file with the certificate of the authority."
            );
        }
    }

    /// <summary>Trusts these authorities besides the system's. A certificate for another name is still refused.</summary>
    private static RemoteCertificateValidationCallback Trusting(X509Certificate2Collection roots) =>
        (_, certificate, chain, errors) =>
        {
            if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 leaf || chain is null)
            {
                return errors == SslPolicyErrors.None;
            }

            using var again = new X509Chain();
            again.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            again.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            again.ChainPolicy.CustomTrustStore.AddRange(roots);
            foreach (var element in chain.ChainElements)
            {
                again.ChainPolicy.ExtraStore.Add(element.Certificate);
            }

            return again.Build(leaf);
        };

    /// <summary>Resolves a host that a request named and checks every address, so that a name cannot lead to this machine or
    /// to a cloud metadata service (docs/reliability.md, S7). The operator's own host, a proxy and an IP address that the
    /// operator listed are not checked.</summary>
    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        GitLabInstances instances,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        CancellationToken ct
    )
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isProxy = context.InitialRequestMessage.RequestUri is { } uri && (uri.IdnHost != host || uri.Port != port);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (isProxy || instances.IsOperators(host, port) || IPAddress.TryParse(host, out _))
            {
                await socket.ConnectAsync(context.DnsEndPoint, ct);
            }
            else
            {
                // The name is resolved once: what is checked here is what is connected to, whatever the name leads to next.
                var addresses = await resolve(host, ct);
                if (addresses.Length == 0 || Array.Exists(addresses, OffLimits.Includes))
                {
                    throw new HttpRequestException(HttpRequestError.ConnectionError, "The host leads to an address that is off limits.");
                }

                await socket.ConnectAsync(addresses, port, ct);
            }

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
