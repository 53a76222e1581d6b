using System.Net;
using System.Text;
using GitLabMcp.Testing.Addresses;

namespace GitLabMcp.Edge.Tests.Admission;

/// <summary>X-GitLab-API-URL at a running Edge: the decisions are those of GitLabTools (its AddressMetadataTests).</summary>
public sealed class AddressHeaderTests
{
    [Fact]
    public async Task Goes_on_with_an_allowed_address_and_refuses_every_other_one()
    {
        foreach (var rules in AddressTable.Rules)
        {
            await using var edge = EdgeApp.Build(
                [
                    .. rules.Arguments,
                    "--STREAMABLE_HTTP=true",
                    "--REMOTE_AUTHORIZATION=true",
                    "--HOST=127.0.0.1",
                    "--PORT=0",
                    "--Logging:LogLevel:Default=None",
                    "--INTERNAL_CREDENTIAL=" + new string('i', 32),
                    // Nobody listens there: a request that the Edge goes on with is answered with 503.
                    "--services:sessions:grpc:0=http://127.0.0.1:1",
                    "--services:gitlab-tools:grpc:0=http://127.0.0.1:1",
                ],
                _ => { }
            );
            await edge.StartAsync(TestContext.Current.CancellationToken);
            using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
            using var http = new HttpClient(handler) { BaseAddress = new Uri(edge.Urls.First()) };
            foreach (var address in rules.Allowed)
            {
                Assert.Equal((address, HttpStatusCode.ServiceUnavailable), (address, await AskAsync(http, address)));
            }

            foreach (var address in rules.Refused.Concat(AddressTable.NoAddresses).Where(IsHeader))
            {
                Assert.Equal((address, HttpStatusCode.BadRequest), (address, await AskAsync(http, address)));
            }
        }
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
        request.Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer glpat-abcdefghijklmnopqrst");
        request.Headers.TryAddWithoutValidation("X-GitLab-API-URL", address);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            response.StatusCode == HttpStatusCode.BadRequest,
            body.Contains("GitLab instance not allowed", StringComparison.Ordinal)
        );
        return response.StatusCode;
    }

    /// <summary>HTTP trims a header's value, and takes no control characters.</summary>
    private static bool IsHeader(string text) => text.Trim() == text && text.All(c => !char.IsControl(c) && !char.IsSurrogate(c));
}
