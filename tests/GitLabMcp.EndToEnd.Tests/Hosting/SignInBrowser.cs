using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>A client and the browser of its user, as far as HTTP goes: cookies, forms, and every redirect taken by hand.</summary>
public sealed partial class SignInBrowser(string url) : IDisposable
{
    public const string Redirect = "http://127.0.0.1:7777/callback";
    private const string Verifier = "0123456789-0123456789-0123456789-0123456789";

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = new CookieContainer(),
            ActivityHeadersPropagator = null,
        }
    )
    {
        BaseAddress = new Uri(url),
    };

    public async Task<string> RegisterAsync()
    {
        var json = JsonSerializer.Serialize(new { client_name = "Test", redirect_uris = new[] { Redirect } });
        var reply = await SendAsync(HttpMethod.Post, "/oauth/register", new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.True(reply.Status == HttpStatusCode.Created, reply.Text);
        return reply.Json.GetProperty("client_id").GetString()!;
    }

    /// <summary>All the way to the code.</summary>
    public async Task<string> SignInAsync(string client, string user, string? scope = null)
    {
        var back = await DecideAtGitLabAsync(await ConsentAsync(AuthorizationAddress(client, scope)), user);
        return back.Parameter("code") ?? throw new InvalidOperationException(back.Text);
    }

    public string AuthorizationAddress(string client, string? scope, string redirect = Redirect) =>
        QueryHelpers.AddQueryString(
            url + "/oauth/authorize",
            new Dictionary<string, string?>
            {
                ["client_id"] = client,
                ["redirect_uri"] = redirect,
                ["response_type"] = "code",
                ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(Verifier))),
                ["code_challenge_method"] = "S256",
                ["state"] = "client-state",
                ["scope"] = scope,
            }
        );

    /// <summary>Says yes on the consent page.</summary>
    /// <returns>The address at GitLab that the browser goes on to.</returns>
    public async Task<string> ConsentAsync(string authorization)
    {
        var page = await SendAsync(HttpMethod.Get, authorization);
        if (page.Location is { } remembered)
        {
            return remembered;
        }

        var going = await PostAsync("/oauth/consent", ("request", page.Field("request")), ("decision", "allow"));
        return WebUtility.HtmlDecode(Refresh().Match(going.Text).Groups[1].Value);
    }

    /// <summary>Says yes everywhere, where a client sends its user: here, or in the mode `resource` at GitLab.</summary>
    /// <returns>The way back to the client.</returns>
    public async Task<Reply> GoAsync(string authorization, string user) =>
        authorization.StartsWith(url, StringComparison.Ordinal)
            ? await DecideAtGitLabAsync(await ConsentAsync(authorization), user)
            : await AllowAtGitLabAsync(authorization, user);

    /// <summary>Presses the button of a user on GitLab's page, and takes the way back up to the client.</summary>
    public async Task<Reply> DecideAtGitLabAsync(string address, string user)
    {
        var decided = await AllowAtGitLabAsync(address, user);
        return await SendAsync(HttpMethod.Get, decided.Location!);
    }

    /// <summary>The same for a user whom GitLab need not ask: its page has a button for each of its users, and so is long with
    /// many.</summary>
    public async Task<string> SignInDirectlyAsync(string client, string user)
    {
        var address = await ConsentAsync(AuthorizationAddress(client, scope: null));
        var decided = await PostAsync(address, ("query", new Uri(address).Query), ("user", user));
        var back = await SendAsync(HttpMethod.Get, decided.Location!);
        return back.Parameter("code") ?? throw new InvalidOperationException(back.Text);
    }

    private async Task<Reply> AllowAtGitLabAsync(string address, string user)
    {
        var page = await SendAsync(HttpMethod.Get, address);
        return page.Location is not null
            ? page
            : await PostAsync(new Uri(new Uri(address), "/oauth/authorize").ToString(), ("query", page.Field("query")), ("user", user));
    }

    public async Task<SignInTokens> TokensAsync(string client, string code)
    {
        var reply = await RedeemAsync(client, code);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return Tokens(client, reply);
    }

    public Task<Reply> RedeemAsync(string client, string code) =>
        PostAsync(
            "/oauth/token",
            ("grant_type", "authorization_code"),
            ("client_id", client),
            ("code", code),
            ("redirect_uri", Redirect),
            ("code_verifier", Verifier)
        );

    public Task<Reply> RotateAsync(string client, string refresh) =>
        PostAsync("/oauth/token", ("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", refresh));

    public static SignInTokens Tokens(string client, Reply reply) =>
        new(
            client,
            reply.Json.GetProperty("access_token").GetString()!,
            reply.Json.GetProperty("refresh_token").GetString()!,
            reply.Json.GetProperty("scope").GetString()!
        );

    public Task<Reply> PostAsync(string path, params (string Name, string Value)[] form) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(
            response.StatusCode,
            response.Headers.Location?.OriginalString,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("http-equiv=\"refresh\" content=\"0; url=([^\"]*)\"")]
    private static partial Regex Refresh();

    public sealed record Reply(HttpStatusCode Status, string? Location, string Text)
    {
        public JsonElement Json => JsonElement.Parse(Text);

        public string Field(string name) => WebUtility.HtmlDecode(Regex.Match(Text, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value);

        /// <summary>A parameter of the address that the browser is sent to.</summary>
        public string? Parameter(string name) =>
            Location is { } location && QueryHelpers.ParseQuery(new Uri(location).Query).TryGetValue(name, out var value)
                ? value.ToString()
                : null;
    }
}
