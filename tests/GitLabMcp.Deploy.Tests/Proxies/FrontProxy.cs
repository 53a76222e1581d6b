using System.Diagnostics;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Proxies;

/// <summary>A proxy of deploy/ as a process, in front of two Edges. Of the shipped file only addresses are replaced, and the paths of the
/// certificate.</summary>
internal sealed class FrontProxy : IAsyncDisposable
{
    private readonly ProxyProcess _process;

    private FrontProxy(int port, ProxyProcess process)
    {
        _process = process;
        Address = new($"https://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    /// <summary>What the proxy logged.</summary>
    public string Output => _process.Output;

    /// <summary>Whether it sends a request to the other Edge when no connection to the first one can be made.</summary>
    public bool ConnectsAgain { get; private init; } = true;

    public string Endpoint => new Uri(Address, "/mcp").ToString();

    public static async Task<FrontProxy> StartAsync(string name, TwoEdges deployment)
    {
        var (folder, port) = (new TemporaryFolder(), FreePort.NextLasting());
        var process = name == "nginx" ? StartNginx(folder, port, deployment) : StartCaddy(folder, port, deployment);
        var proxy = new FrontProxy(port, new(folder, process)) { ConnectsAgain = name == "nginx" || CaddyConnectsAgain() };
        try
        {
            using var client = deployment.NewClient(proxy.Address);
            await proxy._process.ServesAsync(client, "/");
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static ServerProcess StartNginx(TemporaryFolder folder, int port, TwoEdges deployment)
    {
        var shipped = RepositoryFiles
            .Read("deploy/nginx/gitlab-mcp.conf")
            .ReplaceOnce("listen 443 ", $"listen 127.0.0.1:{port} ")
            .ReplaceOnce("listen 80;", $"listen 127.0.0.1:{FreePort.NextLasting()};")
            .ReplaceOnce("10.0.0.11:3002", deployment.Edges[0].Authority)
            .ReplaceOnce("10.0.0.12:3002", deployment.Edges[1].Authority)
            .ReplaceOnce("/etc/nginx/tls/gitlab-mcp.crt", deployment.Authority.ServerCertificateFile)
            .ReplaceOnce("/etc/nginx/tls/gitlab-mcp.key", deployment.Authority.ServerKeyFile);
        var site = folder.Write("gitlab-mcp.conf", shipped);

        return Nginx.Start(folder, $"include {site};");
    }

    private static ServerProcess StartCaddy(TemporaryFolder folder, int port, TwoEdges deployment)
    {
        // The global options of this machine: no port 80, no port for the administrator, and the authority of the tests in place of
        // Let's Encrypt.
        var main = folder.Write(
            "Caddyfile",
            $$"""
            {
                admin off
                skip_install_trust
                auto_https disable_redirects
                pki {
                    ca local {
                        root {
                            cert {{deployment.Authority.CertificateFile}}
                            key {{deployment.Authority.KeyFile}}
                        }
                    }
                }
            }
            import {{RepositoryFiles.PathOf("deploy/caddy/Caddyfile")}}
            """
        );
        return ServerProcess.Start(
            "caddy",
            ["run", "--config", main, "--adapter", "caddyfile"],
            [
                new("SITE_ADDRESS", $"https://127.0.0.1:{port}"),
                .. CaddyConnectsAgain() ? [new("RETRY_FOR", "5s")] : Array.Empty<KeyValuePair<string, string>>(),
                new("EDGES", string.Join(' ', deployment.Edges.Select(edge => edge.Authority))),
                new("HOME", folder.Path),
                new("XDG_DATA_HOME", folder.PathOf("data")),
                new("XDG_CONFIG_HOME", folder.PathOf("config")),
            ]
        );
    }

    /// <summary>Whether this Caddy keeps the body of a request that met an Edge to which there is no connection. Debian 12 has 2.6, which
    /// does not.</summary>
    private static bool CaddyConnectsAgain()
    {
        using var caddy = Process.Start(new ProcessStartInfo("caddy", "version") { RedirectStandardOutput = true })!;
        var version = caddy.StandardOutput.ReadToEnd().TrimStart('v');
        return Version.Parse(version.Split(' ', '\n')[0]) >= new Version(2, 11, 4);
    }
}
