using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace GitLabMcp.Edge.Tests.OAuth;

/// <summary>A browser that keeps its cookies and follows nothing by itself, and the client beside it.</summary>
internal sealed partial class Browser(Uri server) : IDisposable
{
    public const string Verifier = "0123456789-0123456789-0123456789-0123456789";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = server,
    };

    public Task<Reply> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Reply> PostAsync(string path, params (string Name, string Value)[] form) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            }
        );

    public Task<Reply> PostJsonAsync(string path, string json) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    /// <summary>The id of a client that was registered now.</summary>
    public async Task<string> RegisterAsync(string redirect = SignInHost.Redirect, string name = "Test")
    {
        var reply = await PostJsonAsync(
            "/oauth/register",
            JsonSerializer.Serialize(new { client_name = name, redirect_uris = new[] { redirect } })
        );
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        return reply.Json.GetProperty("client_id").GetString()!;
    }

    /// <summary>The request of a client, with parameters of it changed; null takes one out.</summary>
    public Task<Reply> AuthorizeAsync(string client, params (string Name, string? Value)[] changes)
    {
        var query = new Dictionary<string, string?>
        {
            ["client_id"] = client,
            ["redirect_uri"] = SignInHost.Redirect,
            ["response_type"] = "code",
            ["code_challenge"] = GitLabMcp.Edge.OAuth.Hash.Challenge(Verifier),
            ["code_challenge_method"] = "S256",
            ["state"] = "xyz",
        };
        foreach (var (name, value) in changes)
        {
            query[name] = value;
        }

        return GetAsync(QueryHelpers.AddQueryString("/oauth/authorize", query));
    }

    /// <summary>Presses a button of a consent page.</summary>
    public Task<Reply> DecideAsync(Reply page, string decision = "allow") =>
        PostAsync("/oauth/consent", ("request", page.Field("request")), ("decision", decision));

    /// <summary>As far as GitLab: the `state` that it got.</summary>
    public async Task<string> StateAtGitLabAsync(string client)
    {
        var page = await AuthorizeAsync(client);
        var next = page.Location is null ? (await DecideAsync(page)).Refresh : page.Location;
        return QueryHelpers.ParseQuery(new Uri(next).Query)["state"].ToString();
    }

    /// <summary>All the way: the code of ours that the client gets.</summary>
    public async Task<string> SignInAsync(string client)
    {
        var state = await StateAtGitLabAsync(client);
        var reply = await GetAsync($"/oauth/callback?code=gitlab-code&state={state}");
        return reply.Parameter("code") ?? throw new InvalidOperationException(reply.Text);
    }

    public void Dispose() => _http.Dispose();

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new Reply(response.StatusCode, response.Headers.Location?.OriginalString, text, response);
        }
    }

    internal sealed partial record Reply(HttpStatusCode Status, string? Location, string Text, HttpResponseMessage Response)
    {
        public JsonElement Json => JsonElement.Parse(Text);

        public string Error => Json.GetProperty("error").GetString()!;

        /// <summary>Where the page goes on to by itself.</summary>
        public string Refresh => WebUtility.HtmlDecode(RefreshOf().Match(Text).Groups[1].Value);

        public string Field(string name) => Regex.Match(Text, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

        public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join("; ", values) : null;

        /// <summary>A parameter of the address that the browser is sent to.</summary>
        public string? Parameter(string name) =>
            Location is { } location && QueryHelpers.ParseQuery(new Uri(location).Query).TryGetValue(name, out var value)
                ? value.ToString()
                : null;

        [GeneratedRegex("http-equiv=\"refresh\" content=\"0; url=([^\"]*)\"")]
        private static partial Regex RefreshOf();
    }
}
