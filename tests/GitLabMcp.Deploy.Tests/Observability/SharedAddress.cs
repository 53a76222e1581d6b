using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Observability;

/// <summary>One address for the metrics of all Edges: an nginx that sends each request to the next Edge. It is not the nginx of deploy/,
/// which keeps the metrics from users.</summary>
internal sealed class SharedAddress : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServerProcess _process;

    private SharedAddress(IEnumerable<Uri> edges)
    {
        var port = FreePort.NextLasting();
        Address = new($"http://127.0.0.1:{port}");
        var main = _folder.Write(
            "nginx.conf",
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            worker_processes 1;
            pid {{_folder.PathOf("nginx.pid")}};
            error_log stderr warn;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path {{_folder.PathOf("body")}};
                proxy_temp_path {{_folder.PathOf("proxy")}};
                fastcgi_temp_path {{_folder.PathOf("fastcgi")}};
                uwsgi_temp_path {{_folder.PathOf("uwsgi")}};
                scgi_temp_path {{_folder.PathOf("scgi")}};
                upstream edges { {{string.Concat(edges.Select(edge => $"server {edge.Authority}; "))}} }
                server {
                    listen 127.0.0.1:{{port}};
                    location / {
                        proxy_pass http://edges;
                        proxy_set_header Host localhost;
                    }
                }
            }
            """
        );
        _process = ServerProcess.Start(Programs.PathOf("nginx"), ["-p", _folder.Path, "-e", "stderr", "-c", main]);
    }

    public Uri Address { get; }

    public static async Task<SharedAddress> StartAsync(IEnumerable<Uri> edges)
    {
        var shared = new SharedAddress(edges);
        using var client = new McpHttp(shared.Address);
        await Eventually.TrueAsync(async () =>
        {
            Assert.False(shared._process.HasExited, shared._process.Output);
            try
            {
                return (await client.GetAsync("/alive")).Status == System.Net.HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return shared;
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
}
