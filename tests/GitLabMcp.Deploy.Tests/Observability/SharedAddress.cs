using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Observability;

/// <summary>One address for the metrics of all Edges: an nginx that sends each request to the next Edge. It is not the nginx of deploy/,
/// which keeps the metrics from users.</summary>
internal sealed class SharedAddress : IAsyncDisposable
{
    private readonly ProxyProcess _proxy;

    private SharedAddress(Uri address, ProxyProcess proxy) => (Address, _proxy) = (address, proxy);

    public Uri Address { get; }

    public static async Task<SharedAddress> StartAsync(IEnumerable<Uri> edges)
    {
        var (folder, port) = (new TemporaryFolder(), FreePort.NextLasting());
        var servers = string.Concat(edges.Select(edge => $"server {edge.Authority}; "));

        // The zone has both worker processes of nginx send to the Edges in one turn.
        var http = $$"""
            upstream edges { zone edges 64k; {{servers}} }
            server {
                listen 127.0.0.1:{{port}};
                location / {
                    proxy_pass http://edges;
                    proxy_set_header Host localhost;
                }
            }
            """;
        var shared = new SharedAddress(new($"http://127.0.0.1:{port}"), new(folder, Nginx.Start(folder, http)));
        using var client = new McpHttp(shared.Address);
        await shared._proxy.ServesAsync(client, "/alive");
        return shared;
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();
}
