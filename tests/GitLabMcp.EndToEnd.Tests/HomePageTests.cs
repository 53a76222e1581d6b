using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The page at `/`: docs/behaviour.md, The page for people.</summary>
public sealed class HomePageTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private string Url => shared.Deployment.Edge.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData("*/*")]
    [InlineData("")]
    [InlineData("application/json, text/plain, */*")]
    [InlineData("text/html;q=0, */*")]
    public async Task Programs_get_one_line_of_text(string accept)
    {
        using var program = shared.Client(token: null, accept);

        var answer = await program.GetAsync("/");

        Assert.Equal(
            "GitLabMcp: an MCP server for GitLab. Point your MCP client at /mcp and send your GitLab token as Authorization: Bearer.\n",
            answer.Text
        );
        Assert.Equal("text/plain", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("Accept", answer.Header("Vary"));
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_runs_and_loads_nothing_of_others()
    {
        var page = await PageAsync();

        Assert.Equal("text/html", page.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("Accept", page.Header("Vary"));
        Assert.Equal(
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
                + "base-uri 'none'; frame-ancestors 'none'",
            page.Header("Content-Security-Policy")
        );
        Assert.Equal("no-store", page.Header("Cache-Control"));
        Assert.Equal("DENY", page.Header("X-Frame-Options"));
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.DoesNotMatch("""<script(?![^>]* src="/)|<style|\son[a-z]+=|\sstyle=""", page.Text);
        Assert.All(Links(page.Text, "src"), address => Assert.StartsWith("/", address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Style_and_script_are_kept_by_the_hash_of_their_content()
    {
        using var browser = shared.Client(token: null);
        var page = await PageAsync();
        string[] assets = [.. Regex.Matches(page.Text, "/assets/[^\"]+").Select(match => match.Value)];

        Assert.Equal(2, assets.Length);
        foreach (var asset in assets)
        {
            var now = await browser.GetAsync(asset);
            var ofAnotherVersion = await browser.GetAsync(asset + "0");

            Assert.Equal("public, max-age=31536000, immutable", now.Header("Cache-Control"));
            Assert.Equal("no-store", ofAnotherVersion.Header("Cache-Control"));
            Assert.Equal(now.Text, ofAnotherVersion.Text);
            Assert.Equal("nosniff", now.Header("X-Content-Type-Options"));
        }
    }

    [Fact]
    public async Task It_has_the_address_by_which_it_was_reached()
    {
        Assert.Contains($"{Url}/mcp", (await PageAsync()).Text, StringComparison.Ordinal);
        Assert.Contains("http://localhost:1234/mcp", (await PageAsync(host: "localhost:1234")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a$(id).example")]
    [InlineData("a'b.example")]
    [InlineData("a&b.example")]
    [InlineData("a.example;x")]
    public async Task It_repeats_no_host_that_is_more_than_a_name(string host)
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = ["--MCP_ALLOWED_HOSTS=*"] });
        using var browser = deployment.Client(token: null, accept: Browser);

        var page = await browser.SendAsync(HttpMethod.Get, "/", content: null, request => Foreign(request, host));
        var card = await browser.SendAsync(
            HttpMethod.Get,
            "/.well-known/mcp/server-card.json",
            content: null,
            request => Foreign(request, host)
        );

        // What the web server itself does not take is no case here.
        Assert.True(page.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest);
        Assert.DoesNotContain(host[..4], page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(host[..4], WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
        Assert.DoesNotContain(host[..4], card.Text, StringComparison.Ordinal);

        static void Foreign(HttpRequestMessage request, string host) => request.Headers.TryAddWithoutValidation("Host", host);
    }

    [Fact]
    public async Task It_has_the_address_that_the_operator_says()
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = ["--MCP_SERVER_URL=https://mcp.example.com"] });
        using var browser = deployment.Client(token: null, accept: Browser);

        var page = await browser.GetAsync("/");

        Assert.Contains("https://mcp.example.com/mcp", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(deployment.Edge.Authority, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_link_holds_a_token_or_asks_for_one()
    {
        var page = await PageAsync();

        Assert.All(
            Links(page.Text, "href"),
            address =>
            {
                Assert.DoesNotContain("glpat", address, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("token=", address, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Fact]
    public async Task It_leads_to_the_form_of_GitLab_that_makes_a_token()
    {
        var page = await PageAsync();

        Assert.Contains(
            $"{shared.Deployment.GitLab.Origin}/-/user_settings/personal_access_tokens?name=GitLabMcp&scopes=read_api",
            Links(page.Text, "href")
        );
    }

    [Fact]
    public async Task The_catalogue_is_that_of_the_operator_with_access_and_arguments()
    {
        await using var deployment = await Deployment.StartAsync(
            new() { Settings = ["--GITLAB_TOOLSETS=labels,tags", "--GITLAB_PERMISSION_MODE=modify"] }
        );
        using var browser = deployment.Client(token: null, accept: Browser);

        var text = (await browser.GetAsync("/")).Text;

        Assert.Contains(
            """<li data-access="write"><h3><code>create_label</code> <span class="access">write</span></h3><p>Create a label""",
            text,
            StringComparison.Ordinal
        );
        Assert.Matches("""<p class="arguments"><strong>project_id</strong>, [^<]*""", text);
        Assert.DoesNotContain("delete_label", text, StringComparison.Ordinal);
        Assert.DoesNotContain("create_issue", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_picked_toolsets_come_into_every_address_and_no_other_words_do()
    {
        var page = await PageAsync("/?toolsets=issues&toolsets=wiki,$(id)&toolsets=nothing&read_only=true");

        var text = WebUtility.HtmlDecode(page.Text);
        Assert.Contains($"curl -X POST \"{Url}/mcp?toolsets=issues,wiki&read_only=true\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Regex.Matches(page.Text, "data-snippet>([^<]*)<").Select(snippet => WebUtility.HtmlDecode(snippet.Groups[1].Value)),
            snippet => snippet.Contains($"\"{Url}/mcp\"", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("$(id)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing&", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_there_while_GitLabTools_is_not()
    {
        await using var deployment = await Deployment.StartAsync();
        await deployment.StopGitLabToolsAsync();
        using var browser = deployment.Client(token: null, accept: Browser);

        var page = await browser.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("The catalogue cannot be read right now.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Not ready", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_is_what_health_says_to_everybody()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_SESSIONS=77"] });
        using var client = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        using var browser = deployment.Client(token: null, accept: Browser);

        var text = (await browser.GetAsync("/")).Text;

        Assert.Contains("<dt>Sessions</dt><dd>1 <small>of 77</small></dd>", text, StringComparison.Ordinal);
        Assert.Contains($"<dd>{ProductVersion.Text}</dd>", text, StringComparison.Ordinal);
        Assert.Contains("<strong>Session store</strong> <span>answers</span>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_monitoring_is_not_for_everybody_the_page_says_only_whether_the_server_is_ready()
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = [$"--MONITORING_PORT={FreePort.Next()}"] });
        using var browser = deployment.Client(token: null, accept: Browser);

        var text = (await browser.GetAsync("/")).Text;

        Assert.Contains("Ready", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>Sessions</dt>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Session store", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_operator_acts_for_everybody_nobody_is_asked_for_a_token()
    {
        await using var deployment = await Deployment.StartAsync(
            new() { EdgeSettings = ["--REMOTE_AUTHORIZATION=false", "--GITLAB_PERSONAL_ACCESS_TOKEN=glpat-of-the-operator-0123"] }
        );
        using var browser = deployment.Client(token: null, accept: Browser);

        var text = (await browser.GetAsync("/")).Text;
        var check = await browser.SendAsync(HttpMethod.Post, "/token-check", new FormUrlEncodedContent([new("token", "x")]));

        Assert.Contains("No token is needed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("GITLAB_TOKEN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("glpat", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, check.Status);
    }

    [Fact]
    public async Task With_signing_in_no_client_is_given_a_token()
    {
        await using var deployment = await SignInDeployment.StartAsync();
        using var browser = new McpHttp(new Uri(deployment.Url)) { Accept = Browser };

        var text = WebUtility.HtmlDecode((await browser.GetAsync("/")).Text);

        Assert.Contains($"codex mcp add gitlab --url \"{deployment.Url}/mcp\"\ncodex mcp login gitlab", text, StringComparison.Ordinal);
        Assert.DoesNotContain("--bearer-token-env-var", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Make a token in GitLab", text, StringComparison.Ordinal);
    }

    private static string[] Links(string page, string attribute) =>
        [.. Regex.Matches(page, $"{attribute}=\"([^\"]*)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    private async Task<Answer> PageAsync(string path = "/", string? host = null)
    {
        using var browser = shared.Client(token: null, Browser);
        var page = await browser.SendAsync(
            HttpMethod.Get,
            path,
            content: null,
            request =>
            {
                if (host is not null)
                {
                    request.Headers.Host = host;
                }
            }
        );
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page;
    }
}
