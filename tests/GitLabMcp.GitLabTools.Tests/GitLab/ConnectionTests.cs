namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The way to GitLab: whose certificates are taken, through which proxy, and where a moved project went.</summary>
public sealed class ConnectionTests
{
    private const string GetProject = """{"project_id":1}""";

    [Fact]
    public async Task An_authority_of_the_operators_is_trusted()
    {
        using var authority = new Authority();
        using var certificate = authority.Issue();
        await using var host = await ToolsHost.StartAsync(
            ToolsHost.World().WithCertificate(certificate),
            [$"--GITLAB_CA_CERT_PATH={authority.Pem}"]
        );
        Assert.StartsWith("https://", host.GitLab.Origin, StringComparison.Ordinal);
        await host.CallAsync("get_project", GetProject);
        Assert.Single(host.GitLab.Requests);
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData("gitlab.example.com", false, true)]
    [InlineData(null, true, true)]
    public async Task An_unknown_authority_a_wrong_name_and_an_old_certificate_are_not(string? name, bool isOver, bool isTrusted)
    {
        using var authority = new Authority();
        using var certificate = authority.Issue(name, isOver);
        await using var host = await ToolsHost.StartAsync(
            ToolsHost.World().WithCertificate(certificate),
            isTrusted ? [$"--GITLAB_CA_CERT_PATH={authority.Pem}"] : []
        );
        var result = (await host.SendAsync("get_project", GetProject)).Result;
        Assert.Contains("certificate was not accepted", result.Text, StringComparison.Ordinal);
        Assert.Equal((true, true, false), (result.IsError, result.HasRetryable, result.Retryable));
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Goes_through_the_proxy_of_the_scheme()
    {
        using var proxy = new ForwardProxy("user:p@ss");
        using var unused = new ForwardProxy();
        await using var host = await ToolsHost.StartAsync(
            settings: [$"--HTTP_PROXY=user:p%40ss@127.0.0.1:{proxy.Port}", $"--HTTPS_PROXY=http://127.0.0.1:{unused.Port}"]
        );
        await host.CallAsync("get_project", GetProject);
        Assert.Equal($"GET {host.GitLab.ApiUrl}/projects/1 HTTP/1.1", Assert.Single(proxy.Passed));
        Assert.Empty(unused.Passed);
        Assert.Single(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_tunnel_hides_the_token_from_the_proxy()
    {
        using var authority = new Authority();
        using var certificate = authority.Issue();
        using var proxy = new ForwardProxy();
        await using var host = await ToolsHost.StartAsync(
            ToolsHost.World().WithCertificate(certificate),
            [$"--GITLAB_CA_CERT_PATH={authority.Pem}", $"--HTTPS_PROXY=http://127.0.0.1:{proxy.Port}"]
        );
        await host.CallAsync("get_project", GetProject);
        Assert.Equal($"CONNECT {new Uri(host.GitLab.Origin).Authority} HTTP/1.1", Assert.Single(proxy.Passed));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("gitlab.example.com, 127.0.0.1:{0}", true)]
    [InlineData("*", true)]
    [InlineData("27.0.0.1,0.0.1,.1", false)]
    [InlineData("127.0.0.1:1", false)]
    public async Task Some_hosts_are_reached_without_the_proxy(string noProxy, bool isDirect)
    {
        using var proxy = new ForwardProxy();
        var world = await ToolsHost.World().StartAsync();
        await using var other = world;
        await using var host = await ToolsHost.StartAsync(
            settings:
            [
                $"--HTTP_PROXY=http://127.0.0.1:{proxy.Port}",
                $"--GITLAB_API_URL={other.ApiUrl}",
                "--NO_PROXY=" + noProxy.Replace("{0}", new Uri(other.Origin).Port.ToString(null, null), StringComparison.Ordinal),
            ]
        );
        await host.CallAsync("get_project", GetProject);
        Assert.Equal(isDirect, proxy.Passed.IsEmpty);
        Assert.Single(other.Requests);
    }

    [Fact]
    public async Task A_proxy_that_is_away_is_no_answer_of_GitLab()
    {
        var proxy = new ForwardProxy();
        var port = proxy.Port;
        proxy.Dispose();
        await using var host = await ToolsHost.StartAsync(settings: [$"--HTTP_PROXY=http://127.0.0.1:{port}"]);
        Assert.Contains(
            "nothing was sent",
            await host.RefusalAsync("update_project", """{"project_id":1,"name":"x"}"""),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_change_of_a_moved_project_says_how_to_find_its_new_path()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("PUT", "/api/v4/projects/old%2Fapp")
            .Answer(405, """{"message":"Non GET methods are not allowed for moved projects"}""");
        Assert.Contains(
            "Ask get_project with the old one",
            await host.RefusalAsync("update_project", """{"project_id":"old/app","name":"x"}"""),
            StringComparison.Ordinal
        );
    }
}
