using System.Diagnostics;
using System.Net;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Proxies;

/// <summary>A proxy of deploy/ as a process, in front of two Edges. Of the shipped file only addresses are replaced, and the paths of the
/// certificate.</summary>
internal sealed class FrontProxy : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly ServerProcess _process;

    private FrontProxy(TemporaryFolder folder, int port, ServerProcess process)
    {
        (_folder, _process) = (folder, process);
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
        var proxy = new FrontProxy(folder, port, process) { ConnectsAgain = name == "nginx" || CaddyConnectsAgain() };
        try
        {
            await proxy.UntilServingAsync(deployment);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // nginx ends its worker processes itself, which outlive it when it is killed.
            _process.Send(Signal.Terminate);
            await _process.ExitAsync(CancellationToken.None);
        }

        await _process.DisposeAsync();
        _folder.Dispose();
    }

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

        // What Debian's /etc/nginx/nginx.conf does, in this folder.
        var main = folder.Write(
            "nginx.conf",
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            worker_processes 2;
            pid {{folder.PathOf("nginx.pid")}};
            error_log stderr warn;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path {{folder.PathOf("body")}};
                proxy_temp_path {{folder.PathOf("proxy")}};
                fastcgi_temp_path {{folder.PathOf("fastcgi")}};
                uwsgi_temp_path {{folder.PathOf("uwsgi")}};
                scgi_temp_path {{folder.PathOf("scgi")}};
                include {{site}};
            }
            """
        );
        return ServerProcess.Start(Programs.PathOf("nginx"), ["-p", folder.Path, "-e", "stderr", "-c", main]);
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

    /// <summary>Caddy listens before it has its certificate.</summary>
    private async Task UntilServingAsync(TwoEdges deployment)
    {
        using var client = deployment.NewClient(Address);
        await Eventually.TrueAsync(async () =>
        {
            Assert.False(_process.HasExited, Output);
            try
            {
                return (await client.GetAsync("/")).Status == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }
}
