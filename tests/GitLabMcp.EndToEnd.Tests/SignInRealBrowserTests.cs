using System.Text.Json;
using GitLabMcp.EndToEnd.Tests.Hosting;
using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Each kind of client signs its user in with a real browser, and goes on while GitLab's tokens end after five seconds.</summary>
public sealed class SignInRealBrowserTests : IAsyncLifetime
{
    private Chromium _chromium = null!;
    private SignInDeployment _deployment = null!;
    private string _user = null!;

    public async ValueTask InitializeAsync()
    {
        _chromium = await Chromium.StartAsync();
        _deployment = await SignInDeployment.StartAsync();
        _deployment.GitLab.TokenLifetime = TimeSpan.FromSeconds(5);
        _user = _deployment.NewUser();
    }

    public async ValueTask DisposeAsync()
    {
        // Both are missing where there is no browser and the test was skipped.
        await (_deployment?.DisposeAsync() ?? default);
        await (_chromium?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task The_client_of_the_CSharp_SDK()
    {
        await using var listener = await CallbackListener.StartAsync();
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = new Uri(_deployment.Url + "/mcp"),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    OAuth = new ClientOAuthOptions
                    {
                        RedirectUri = new Uri(listener.Url),
                        DynamicClientRegistration = new() { ClientName = "C# client" },
                        AuthorizationCallbackHandler = async (context, _) =>
                        {
                            await _chromium.SignInAsync(context.AuthorizationUri.AbsoluteUri, _user);
                            var answer = await listener.Answer;
                            return new AuthorizationResult
                            {
                                Code = answer["code"].ToString(),
                                State = answer["state"].ToString(),
                                Iss = answer["iss"].ToString(),
                            };
                        },
                    },
                }
            ),
            cancellationToken: TestContext.Current.CancellationToken
        );

        await GoOnAsync(async () =>
        {
            var me = await client.CallToolAsync("whoami", cancellationToken: TestContext.Current.CancellationToken);
            return ((TextContentBlock)me.Content[0]).Text;
        });
    }

    [Theory]
    [InlineData("sdk")]
    [InlineData("client")]
    public async Task The_clients_of_npm(string package)
    {
        await using var client = ClientProgram.SignInScript(package, _deployment.Url + "/mcp", clientId: "");

        await _chromium.SignInAsync(await client.AddressAsync(), _user);
        var saw = JsonElement.Parse(await client.ReadJsonAsync());

        Assert.InRange(saw.GetProperty("tools").GetInt32(), 1, 1000);
        Assert.Contains(_user, saw.GetProperty("me").GetString(), StringComparison.Ordinal);
        Assert.Equal("api", saw.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task Mcp_remote()
    {
        var folder = Directory.CreateTempSubdirectory("gitlab-mcp-remote-");
        try
        {
            await using var client = ClientProgram.McpRemote(_deployment.Url + "/mcp", folder.FullName);

            // It names the address before it listens for the answer.
            await client.WrittenAsync("OAuth callback server running");
            await _chromium.SignInAsync(await client.AddressAsync(), _user);
            await client.WriteAsync(
                """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","""
                    + """
                    "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
                    """
            );
            Assert.Contains("serverInfo", await client.ReadJsonAsync(), StringComparison.Ordinal);
            await client.WriteAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");

            await GoOnAsync(async () =>
            {
                await client.WriteAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"whoami","arguments":{}}}""");
                return await client.ReadJsonAsync();
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Calls until GitLab's token was renewed, and once more.</summary>
    private async Task GoOnAsync(Func<Task<string>> whoAmI)
    {
        await Eventually.TrueAsync(async () =>
        {
            Assert.Contains(_user, await whoAmI(), StringComparison.Ordinal);
            return _deployment.GitLab.Refreshes > 0;
        });
        Assert.Contains(_user, await whoAmI(), StringComparison.Ordinal);
    }
}
