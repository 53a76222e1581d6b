using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Proxies;

/// <summary>Clients of two Edges behind one proxy, with TLS.</summary>
/// <param name="front">The proxy.</param>
/// <param name="otherAddress">An address of loopback from which only one test of this proxy sends.</param>
/// <param name="deployment">The Edges and what they need.</param>
public abstract partial class BehindProxyTests(FrontProxyFixture front, string otherAddress, TwoEdges deployment)
{
    protected const int MegaByte = 1024 * 1024;

    protected TwoEdges Deployment => deployment;

    protected Uri Address => front.Proxy.Address;

    private string Endpoint => front.Proxy.Endpoint;

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2026-07-28")]
    public async Task The_client_of_the_CSharp_SDK_works(string version)
    {
        var before = await deployment.RequestsAsync();
        var exit = await ClientProgram.DotnetAsync(Endpoint, deployment.NewUser(), version);
        ClientReport.AssertComplete(version, exit);
        Assert.All(before.Zip(await deployment.RequestsAsync()), count => Assert.NotEqual(count.First, count.Second));
    }

    [Theory]
    [InlineData("sdk", "default", "2025-11-25")]
    [InlineData("client", "auto", "2026-07-28")]
    public async Task The_clients_of_npm_work(string package, string mode, string version) =>
        ClientReport.AssertComplete(version, await ClientProgram.ScriptAsync(package, Endpoint, deployment.NewUser(), mode));

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2026-07-28")]
    public async Task Progress_arrives_while_the_call_still_runs(string version)
    {
        using var client = deployment.NewClient(Address);
        var project = $"group/slow-{Guid.NewGuid():N}";
        var stall = deployment.GitLab.On("GET", PathOf(project)).Stall(body: """{"id":1,"name":"slow"}""");
        var call = $$"""{"name":"get_project","arguments":{"project_id":"{{project}}"},"_meta":{"progressToken":"mine"} }""";
        var methods = new List<string?>();

        // The stream would never end if the proxy held the first notification back, because only that releases GitLab's answer.
        await foreach (var message in client.StreamAsync(version, "tools/call", call, "get_project"))
        {
            methods.Add(message.TryGetProperty("method", out var method) ? method.GetString() : null);
            stall.Release();
        }

        Assert.Equal("notifications/progress", methods[0]);
        Assert.Null(methods[^1]);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_its_request_to_GitLab()
    {
        using var client = deployment.NewClient(Address);
        var project = $"group/left-{Guid.NewGuid():N}";
        var stall = deployment.GitLab.On("GET", PathOf(project)).Stall();
        var call = $$"""{"name":"get_project","arguments":{"project_id":"{{project}}"},"_meta":{"progressToken":"mine"} }""";

        await foreach (var message in client.StreamAsync("2026-07-28", "tools/call", call, "get_project"))
        {
            Assert.Equal("notifications/progress", message.GetProperty("method").GetString());
            break;
        }

        await stall.Abandoned.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_large_body_arrives_and_a_larger_one_is_refused_by_the_Edge()
    {
        using var client = deployment.NewClient(Address);

        var large = await client.PostAsync(ListOf(3 * MegaByte));
        var tooLarge = await client.PostAsync(ListOf(5 * MegaByte));

        Assert.Equal(HttpStatusCode.OK, large.Status);
        AssertTooLarge(tooLarge);
    }

    [Fact]
    public async Task The_Edge_knows_scheme_and_host_of_the_client_and_believes_no_header_of_it()
    {
        using var client = deployment.NewClient(Address);
        client.Headers["X-Forwarded-Proto"] = "http";
        client.Headers["X-Forwarded-Host"] = "elsewhere.example.com";

        var answer = await client.InitializeAsync("2025-11-25");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var icon = answer.Result.GetProperty("serverInfo").GetProperty("icons")[0].GetProperty("src").GetString();
        Assert.Equal(new Uri(Address, "/icon.png").ToString(), icon);
    }

    [Fact]
    public async Task Failed_authentications_are_counted_by_the_address_of_the_client()
    {
        using var http = ClientFrom(IPAddress.Parse(otherAddress));
        using var elsewhere = ClientFrom(IPAddress.Parse(otherAddress.Replace("127.0.0.", "127.0.1.", StringComparison.Ordinal)));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i <= TwoEdges.MaxFailures; i++)
        {
            // A client that names another address with each request is still one address.
            statuses.Add(await ListWithoutTokenAsync(http, $"203.0.113.{i}"));
        }

        Assert.All(statuses.SkipLast(1), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal(HttpStatusCode.Unauthorized, await ListWithoutTokenAsync(elsewhere, "203.0.113.1"));
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/metrics.json")]
    [InlineData("/metrics/prometheus")]
    [InlineData("/health")]
    [InlineData("/ready")]
    [InlineData("/alive")]
    public async Task Monitoring_is_not_served_to_users(string path)
    {
        using var client = deployment.NewClient(Address);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).Status);
    }

    protected static void AssertTooLarge(Answer answer)
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal("application/json", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("The body is over 4 MiB. Send less in one request.", answer.Message);
    }

    protected static string ListOf(int bytes) =>
        $$"""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"filler":"{{new string('x', bytes)}}"} } }""";

    private static string PathOf(string project) => "/api/v4/projects/" + Uri.EscapeDataString(project);

    /// <summary>A client that sends from this address of loopback.</summary>
    private HttpClient ClientFrom(IPAddress address) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, ct) =>
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(address, 0));
                    await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
                    return new NetworkStream(socket, ownsSocket: true);
                },
                SslOptions = TrustingOptions(),
            }
        )
        {
            BaseAddress = Address,
        };

    private SslClientAuthenticationOptions TrustingOptions() =>
        new()
        {
            TargetHost = Address.Host,
            CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { deployment.Authority.Certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };

    private static async Task<HttpStatusCode> ListWithoutTokenAsync(HttpClient http, string claimedAddress)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
        request.Headers.Add("X-Forwarded-For", claimedAddress);
        request.Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
