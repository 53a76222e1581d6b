using System.Text.Json;
using GitLabMcp.EndToEnd.Tests.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Clients as people have them, which are given the address of the server and no token.</summary>
public sealed class SignInClientTests(SignInTests.Shared shared) : IClassFixture<SignInTests.Shared>
{
    private SignInDeployment Deployment => shared.Deployment;

    [Theory]
    [InlineData(null)]
    [InlineData("read_api")]
    public async Task The_client_of_the_CSharp_SDK_signs_in(string? scope)
    {
        var user = Deployment.NewUser();
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = new Uri(Deployment.Url + "/mcp"),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    OAuth = new ClientOAuthOptions
                    {
                        RedirectUri = new Uri(SignInBrowser.Redirect),
                        Scopes = scope is null ? null : [scope],
                        DynamicClientRegistration = new() { ClientName = "C# client" },
                        AuthorizationCallbackHandler = (context, _) => SignInAsync(context.AuthorizationUri, user),
                    },
                }
            ),
            cancellationToken: TestContext.Current.CancellationToken
        );

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var me = await client.CallToolAsync("whoami", cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotEmpty(tools);
        Assert.Contains(user, ((TextContentBlock)me.Content[0]).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sdk")]
    [InlineData("client")]
    public async Task The_clients_of_npm_sign_in(string package)
    {
        var user = Deployment.NewUser();
        await using var client = ClientProgram.SignInScript(package, Deployment.Url + "/mcp");

        await client.SignInAsync(Deployment, user);
        var saw = JsonElement.Parse(await client.ReadJsonAsync());

        Assert.InRange(saw.GetProperty("tools").GetInt32(), 1, 1000);
        Assert.Contains(user, saw.GetProperty("me").GetString(), StringComparison.Ordinal);
        Assert.Equal("api", saw.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task Mcp_remote_signs_in_for_clients_over_stdio()
    {
        var user = Deployment.NewUser();
        var folder = Directory.CreateTempSubdirectory("gitlab-mcp-remote-");
        try
        {
            await using var client = ClientProgram.McpRemote(Deployment.Url + "/mcp", folder.FullName);
            await client.SignInAsync(Deployment, user);

            await client.WriteAsync(
                """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"""
            );
            var initialized = await client.ReadJsonAsync();
            await client.WriteAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
            await client.WriteAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"whoami","arguments":{}}}""");
            var me = await client.ReadJsonAsync();

            Assert.Contains("serverInfo", initialized, StringComparison.Ordinal);
            Assert.Contains(user, me, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<AuthorizationResult?> SignInAsync(Uri authorization, string user)
    {
        using var browser = Deployment.NewBrowser();
        var back = await browser.DecideAtGitLabAsync(await browser.ConsentAsync(authorization.ToString()), user);
        var query = QueryHelpers.ParseQuery(new Uri(back.Location!).Query);
        return new AuthorizationResult
        {
            Code = query["code"].ToString(),
            State = query["state"].ToString(),
            Iss = query["iss"].ToString(),
        };
    }
}
