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
        await using var client = await SignInAsync(Deployment, user, options => options.Scopes = scope is null ? null : [scope]);

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotEmpty(tools);
        Assert.Contains(user, await WhoAmIAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_of_a_client_goes_on_when_GitLabs_tokens_end_after_five_seconds()
    {
        await using var deployment = await SignInDeployment.StartOnFakeTimeAsync();
        deployment.GitLab.TokenLifetime = TimeSpan.FromSeconds(5);
        var user = deployment.NewUser();
        await using var client = await SignInAsync(deployment, user);
        var first = await WhoAmIAsync(client);
        var session = client.SessionId;

        deployment.Deployment.Time.Advance(TimeSpan.FromSeconds(6));
        var second = await WhoAmIAsync(client);

        Assert.Contains(user, first, StringComparison.Ordinal);
        Assert.Contains(user, second, StringComparison.Ordinal);
        Assert.Equal(session, client.SessionId);
        Assert.Equal(1, deployment.GitLab.Refreshes);
    }

    [Fact]
    public async Task A_client_renews_its_tokens_by_itself_when_they_have_ended()
    {
        await using var deployment = await SignInDeployment.StartOnFakeTimeAsync();
        var (user, signIns) = (deployment.NewUser(), 0);
        await using var client = await SignInAsync(deployment, user, onSignIn: () => signIns++);
        await WhoAmIAsync(client);

        // Longer than both tokens of the client's first hour and GitLab's of two.
        deployment.Deployment.Time.Advance(TimeSpan.FromHours(3));
        var me = await WhoAmIAsync(client);

        Assert.Contains(user, me, StringComparison.Ordinal);
        Assert.Equal(1, signIns);
        Assert.Equal(1, deployment.GitLab.Refreshes);
    }

    [Fact]
    public async Task The_client_of_the_CSharp_SDK_signs_in_at_GitLab_itself()
    {
        await using var deployment = await SignInDeployment.StartResourceAsync();
        var user = deployment.NewUser();
        await using var client = await SignInAsync(
            deployment,
            user,
            options =>
            {
                options.ClientId = SignInDeployment.PublicApplication;
                options.DynamicClientRegistration = null;
            }
        );

        Assert.Contains(user, await WhoAmIAsync(client), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sdk")]
    [InlineData("client")]
    public async Task The_clients_of_npm_sign_in_at_GitLab_itself(string package)
    {
        await using var deployment = await SignInDeployment.StartResourceAsync();
        var user = deployment.NewUser();
        await using var client = ClientProgram.SignInScript(package, deployment.Url + "/mcp", SignInDeployment.PublicApplication);

        await client.SignInAsync(deployment, user);
        var saw = JsonElement.Parse(await client.ReadJsonAsync());

        Assert.InRange(saw.GetProperty("tools").GetInt32(), 1, 1000);
        Assert.Contains(user, saw.GetProperty("me").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string> WhoAmIAsync(McpClient client)
    {
        var me = await client.CallToolAsync("whoami", cancellationToken: TestContext.Current.CancellationToken);
        return ((TextContentBlock)me.Content[0]).Text;
    }

    /// <summary>The client of the C# SDK, whose user signs in in a browser.</summary>
    /// <param name="change">What its user sets besides.</param>
    /// <param name="onSignIn">Runs each time when the user has to sign in.</param>
    private static Task<McpClient> SignInAsync(
        SignInDeployment deployment,
        string user,
        Action<ClientOAuthOptions>? change = null,
        Action? onSignIn = null
    )
    {
        var options = new ClientOAuthOptions
        {
            RedirectUri = new Uri(SignInBrowser.Redirect),
            DynamicClientRegistration = new() { ClientName = "C# client" },
            AuthorizationCallbackHandler = async (context, _) =>
            {
                onSignIn?.Invoke();
                using var browser = deployment.NewBrowser();
                var back = await browser.GoAsync(context.AuthorizationUri.AbsoluteUri, user);
                var query = QueryHelpers.ParseQuery(new Uri(back.Location!).Query);
                return new AuthorizationResult
                {
                    Code = query["code"].ToString(),
                    State = query["state"].ToString(),
                    Iss = query.TryGetValue("iss", out var issuer) ? issuer.ToString() : null,
                };
            },
        };
        change?.Invoke(options);
        return McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = new Uri(deployment.Url + "/mcp"),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    OAuth = options,
                }
            ),
            cancellationToken: TestContext.Current.CancellationToken
        );
    }
}
