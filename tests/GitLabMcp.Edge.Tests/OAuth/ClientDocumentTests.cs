using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GitLabMcp.Edge.OAuth;
using GitLabMcp.ServiceDefaults.GitLabAddresses;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.Edge.Tests.OAuth;

/// <summary>What a client publishes about itself is fetched for strangers: docs/reliability.md, S7 and S25.</summary>
public sealed class ClientDocumentTests
{
    [Fact]
    public async Task A_client_is_known_by_the_document_at_its_id()
    {
        await using var site = await Site.StartAsync();
        site.Serve(
            "/client.json",
            $$"""{"client_id":"{{site.Url}}/client.json","client_name":"App","redirect_uris":["http://127.0.0.1/cb"]}"""
        );

        var client = Assert.IsType<ClientDocuments.Outcome.Known>(await site.ReadAsync("/client.json")).Client;

        Assert.Equal("App", client.Name);
        Assert.Equal("localhost", client.Host);
        Assert.Equal("http://127.0.0.1/cb", Assert.Single(client.RedirectUris).Text);
    }

    [Theory]
    [InlineData("""{"client_id":"https://other.example/client.json","redirect_uris":["http://127.0.0.1/cb"]}""")]
    [InlineData("""{"client_id":"SELF","client_id":"SELF","redirect_uris":["http://127.0.0.1/cb"]}""")]
    [InlineData("""{"client_id":"SELF"}""")]
    [InlineData("""{"client_id":"SELF","redirect_uris":[]}""")]
    [InlineData("""{"client_id":"SELF","redirect_uris":["javascript:alert(1)"]}""")]
    [InlineData("""{"client_id":"SELF","redirect_uris":["http://127.0.0.1/cb"],"token_endpoint_auth_method":"private_key_jwt"}""")]
    [InlineData("not json")]
    public async Task A_document_that_is_not_the_clients_counts_for_nothing(string document)
    {
        await using var site = await Site.StartAsync();
        site.Serve("/client.json", document.Replace("SELF", site.Url + "/client.json", StringComparison.Ordinal));

        Assert.IsType<ClientDocuments.Outcome.Unusable>(await site.ReadAsync("/client.json"));
    }

    [Fact]
    public async Task No_redirect_is_followed()
    {
        await using var site = await Site.StartAsync();
        site.Redirect("/client.json", "/other.json");
        site.Serve("/other.json", $$"""{"client_id":"{{site.Url}}/client.json","redirect_uris":["http://127.0.0.1/cb"]}""");

        Assert.IsType<ClientDocuments.Outcome.Unusable>(await site.ReadAsync("/client.json"));
        Assert.Equal(["/client.json"], site.Requests);
    }

    [Fact]
    public async Task A_document_of_a_megabyte_is_left_after_ten_kilobytes()
    {
        await using var site = await Site.StartAsync();
        site.Serve(
            "/client.json",
            $$"""{"client_id":"{{site.Url}}/client.json","redirect_uris":["http://127.0.0.1/cb"],"x":"{{new string('x', 1_000_000)}}"}"""
        );

        Assert.IsType<ClientDocuments.Outcome.Unusable>(await site.ReadAsync("/client.json"));
    }

    [Theory]
    [InlineData("https://localhost")]
    [InlineData("https://localhost/")]
    [InlineData("https://user@localhost/client.json")]
    [InlineData("https://localhost/client.json#x")]
    [InlineData("https://localhost/a/../client.json")]
    [InlineData("https://LOCALHOST/client.json")]
    [InlineData("https://localhost:443/client.json")]
    public async Task An_id_has_one_form_and_a_path(string id)
    {
        await using var site = await Site.StartAsync();

        Assert.IsType<ClientDocuments.Outcome.Unusable>(await site.Documents.ReadAsync(id, TestContext.Current.CancellationToken));
        Assert.Empty(site.Requests);
    }

    [Fact]
    public async Task No_host_on_this_machine_or_in_a_private_network_is_asked()
    {
        await using var site = await Site.StartAsync();
        site.Serve("/client.json", $$"""{"client_id":"{{site.Url}}/client.json","redirect_uris":["http://127.0.0.1/cb"]}""");
        using var guarded = new ClientDocuments(new ClientDocumentConnections { Trust = Site.TrustSite }, new FakeTimeProvider());

        Assert.IsType<ClientDocuments.Outcome.Unusable>(
            await guarded.ReadAsync(site.Url + "/client.json", TestContext.Current.CancellationToken)
        );
        Assert.Empty(site.Requests);
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("fd12:3456::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:c0a8:101::1")]
    [InlineData("fe80::1")]
    public void These_addresses_are_off_limits_for_strangers(string address) =>
        Assert.True(OffLimits.IncludesOrIsPrivate(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.1.1")]
    [InlineData("2606:4700::1111")]
    public void These_addresses_are_the_internets(string address) => Assert.False(OffLimits.IncludesOrIsPrivate(IPAddress.Parse(address)));

    [Fact]
    public async Task A_document_is_kept_as_long_as_its_server_says_and_a_day_at_most()
    {
        await using var site = await Site.StartAsync();
        var document = $$"""{"client_id":"{{site.Url}}/client.json","redirect_uris":["http://127.0.0.1/cb"]}""";
        site.Serve("/client.json", document, "max-age=604800");
        await site.ReadAsync("/client.json");
        site.Time.Advance(TimeSpan.FromHours(23));
        await site.ReadAsync("/client.json");
        Assert.Single(site.Requests);

        site.Time.Advance(TimeSpan.FromHours(1));
        site.Serve("/client.json", document, "no-store");
        await site.ReadAsync("/client.json");
        await site.ReadAsync("/client.json");

        Assert.Equal(3, site.Requests.Count);
    }

    /// <summary>A web site with TLS on this machine, which the guard of the product would not let anybody near.</summary>
    private sealed class Site : IAsyncDisposable
    {
        private readonly Dictionary<string, Func<HttpContext, Task>> _pages = [];
        private readonly WebApplication _app;

        private Site()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder
                .WebHost.UseKestrelCore()
                .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate())));
            _app = builder.Build();
            _app.Run(context =>
            {
                Requests.Add(context.Request.Path);
                return _pages[context.Request.Path](context);
            });
            Documents = new ClientDocuments(new ClientDocumentConnections { IsOffLimits = _ => false, Trust = TrustSite }, Time);
        }

        public static System.Net.Security.RemoteCertificateValidationCallback TrustSite { get; } =
            (_, certificate, _, _) => certificate?.Subject == "CN=localhost";

        public FakeTimeProvider Time { get; } = new();

        public ClientDocuments Documents { get; }

        public List<string> Requests { get; } = [];

        public string Url => $"https://localhost:{new Uri(_app.Urls.First()).Port}";

        public static async Task<Site> StartAsync()
        {
            var site = new Site();
            await site._app.StartAsync();
            return site;
        }

        public void Serve(string path, string document, string? cache = null) =>
            _pages[path] = async context =>
            {
                context.Response.ContentType = "application/json";
                context.Response.Headers.CacheControl = cache;
                await context.Response.WriteAsync(document);
            };

        public void Redirect(string path, string to) =>
            _pages[path] = context =>
            {
                context.Response.Redirect(to);
                return Task.CompletedTask;
            };

        public Task<ClientDocuments.Outcome> ReadAsync(string path) =>
            Documents.ReadAsync(Url + path, TestContext.Current.CancellationToken);

        public async ValueTask DisposeAsync()
        {
            Documents.Dispose();
            await _app.DisposeAsync();
        }

        private static X509Certificate2 Certificate()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            using var certificate = request.CreateSelfSigned(
                TimeProvider.System.GetUtcNow().AddDays(-1),
                TimeProvider.System.GetUtcNow().AddDays(1)
            );
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
        }
    }
}
