using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Proxies;

/// <summary>An Edge that is killed behind the proxy, and a client that breaks its body off.</summary>
public abstract partial class BehindProxyTests
{
    [Fact]
    public async Task Users_do_not_see_that_an_Edge_was_killed()
    {
        using var client = deployment.NewClient(Address);
        await client.StartSessionAsync();
        await deployment.KillEdgeAsync(0);
        var statuses = new List<HttpStatusCode>();
        try
        {
            do
            {
                statuses.Clear();
                for (var i = 0; i < 20; i++)
                {
                    statuses.Add((await client.ListToolsAsync()).Status);
                }

                // A proxy that does not try the other Edge must at least notice that there is one less.
            } while (!front.Proxy.ConnectsAgain && statuses.Contains(HttpStatusCode.BadGateway));
        }
        finally
        {
            await deployment.ReplaceEdgeAsync(0);
        }

        Assert.True(statuses.All(status => status == HttpStatusCode.OK), string.Join(' ', statuses) + front.Proxy.Output);
        await UntilServedByAsync(0, client);
    }

    [Fact]
    public async Task The_other_Edge_goes_on_with_the_right_bodies_when_one_was_killed_under_load()
    {
        // All bodies are of one length, so that one in the place of another would be a valid call.
        var users = Enumerable.Range(0, 30).Select(_ => new Asking(deployment, Address)).ToList();
        foreach (var user in users)
        {
            await user.AskAsync(times: 1);
        }

        // The proxy has hardly a connection to an Edge that has just started, so most requests find that there is nothing to connect to.
        using var client = deployment.NewClient(Address);
        await deployment.KillEdgeAsync(0);
        await deployment.ReplaceEdgeAsync(0);
        await UntilServedByAsync(0, client);
        await deployment.KillEdgeAsync(0);
        var statuses = new List<HttpStatusCode>();
        try
        {
            await Task.WhenAll(users.Select(user => user.AskAsync(times: 10)));

            // Each of these may meet the Edge that is not there, but not all of them.
            for (var i = 0; i < 20; i++)
            {
                statuses.Add((await client.ListToolsAsync()).Status);
            }
        }
        finally
        {
            users.ForEach(user => user.Dispose());
            await deployment.ReplaceEdgeAsync(0);
        }

        Assert.Contains(HttpStatusCode.OK, statuses);
        foreach (var user in users)
        {
            var tokens = deployment
                .GitLab.Requests.Where(request => request.Path == PathOf(user.Project))
                .Select(request => request.Headers["authorization"])
                .Distinct();
            Assert.Equal([$"Bearer {user.Token}"], tokens);
        }

        await UntilServedByAsync(0, client);
    }

    [Fact]
    public async Task A_client_that_sends_a_broken_body_harms_nobody_else()
    {
        const string Broken = "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n";
        for (var i = 0; i < 6; i++)
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(IPAddress.Loopback, Address.Port, TestContext.Current.CancellationToken);
            await using var tls = new SslStream(tcp.GetStream());
            await tls.AuthenticateAsClientAsync(TrustingOptions(), TestContext.Current.CancellationToken);
            await tls.WriteAsync(Encoding.ASCII.GetBytes(Broken), TestContext.Current.CancellationToken);
            await tls.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
        }

        using var client = deployment.NewClient(Address);
        Assert.Equal(HttpStatusCode.OK, (await client.ListToolsAsync()).Status);
    }

    [Fact]
    public async Task A_write_on_an_Edge_that_is_killed_fails_and_is_not_sent_twice()
    {
        using var client = deployment.NewClient(Address);
        var project = $"group/once-{Guid.NewGuid():N}";
        var path = PathOf(project) + "/issues";
        var stall = deployment.GitLab.On("POST", path).Stall(201, """{"iid":7}""");
        await client.StartSessionAsync();
        var before = await deployment.RequestsAsync();
        var call = client.CallToolAsync("create_issue", $$"""{"project_id":"{{project}}","title":"Once"}""");
        await stall.Reached.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var edge = (await deployment.RequestsAsync())[0] > before[0] ? 0 : 1;

        await deployment.KillEdgeAsync(edge);
        try
        {
            var answer = await call;
            Assert.Equal(HttpStatusCode.BadGateway, answer.Status);
            Assert.Contains("may or may not have been made", answer.Message, StringComparison.Ordinal);
            Assert.Single(deployment.GitLab.Requests, request => request.Path == path);
        }
        finally
        {
            stall.Release();
            await deployment.ReplaceEdgeAsync(edge);
        }

        await UntilServedByAsync(edge, client);
    }

    /// <summary>Waits until the proxy sends requests to an Edge that came back.</summary>
    private Task UntilServedByAsync(int edge, McpHttp client) =>
        Eventually.TrueAsync(async () =>
        {
            await client.ListToolsAsync();
            return (await deployment.RequestsAsync())[edge] > 0;
        });

    /// <summary>A user who asks for a project of their own, on one connection to the proxy.</summary>
    private sealed class Asking : IDisposable
    {
        private readonly McpHttp _client;

        public Asking(TwoEdges deployment, Uri address)
        {
            Token = deployment.NewUser();
            _client = new McpHttp(address, deployment.Authority.Certificate) { Token = Token };
        }

        public string Token { get; }

        public string Project { get; } = $"group/{Guid.NewGuid():N}";

        public async Task AskAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await _client.CallToolAsync("get_project", $$"""{"project_id":"{{Project}}"}""");
            }
        }

        public void Dispose() => _client.Dispose();
    }
}
