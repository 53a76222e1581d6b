using System.Net;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GitLab.Http;
using GitLabMcp.ServiceDefaults.Credentials;
using Grpc.Core;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Which GitLab a call goes to (docs/reliability.md, S7).</summary>
public sealed class InstanceTests
{
    private const string Project = """{"project_id":1}""";

    [Fact]
    public async Task A_listed_instance_gets_the_call_and_the_own_one_does_not()
    {
        await using var other = await ToolsHost.World().StartAsync();
        await using var host = await ToolsHost.StartAsync(
            settings: ["--ENABLE_DYNAMIC_API_URL=true", $"--GITLAB_ALLOWED_HOSTS={other.Origin}"]
        );
        Assert.False((await host.SendAsync("get_project", Project, metadata: To(other.Origin))).Result.IsError);
        Assert.Single(other.Requests);
        Assert.Empty(host.GitLab.Requests);
        Assert.Equal("1", (await host.Client.IdentifyAsync(new() { TokenDigest = "x" }, To(other.ApiUrl))).UserId);
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}", "false", "http://127.0.0.1:{0}")]
    [InlineData("http://127.0.0.1:{0}", "true", "127.0.0.1:{0}")]
    [InlineData("http://127.0.0.1:{0}", "true", "http://127.0.0.1:1")]
    [InlineData("http://localhost:{0}", "true", "http://127.0.0.1:{0}")]
    [InlineData("http://user@127.0.0.1:{0}", "true", "http://127.0.0.1:{0}")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}", "true", "http://127.0.0.1:{0}")]
    [InlineData("http://169.254.169.254", "true", "http://127.0.0.1:{0}")]
    [InlineData("file:///etc/passwd", "true", "http://127.0.0.1:{0}")]
    public async Task Anything_else_is_refused_before_a_connection(string asked, string enabled, string allowed)
    {
        await using var other = await ToolsHost.World().StartAsync();
        var port = new Uri(other.Origin).Port.ToString(null, null);
        await using var host = await ToolsHost.StartAsync(
            settings:
            [
                $"--ENABLE_DYNAMIC_API_URL={enabled}",
                $"--GITLAB_ALLOWED_HOSTS={allowed.Replace("{0}", port, StringComparison.Ordinal)}",
            ]
        );
        var response = await host.SendAsync("get_project", Project, metadata: To(asked.Replace("{0}", port, StringComparison.Ordinal)));
        Assert.Equal(GitLabInstances.Refusal, response.Result.Text);
        Assert.Empty(other.Requests);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_listed_name_that_leads_to_this_machine_is_not_connected_to()
    {
        await using var other = await ToolsHost.World().StartAsync();
        var name = $"http://localhost:{new Uri(other.Origin).Port}";
        await using var host = await ToolsHost.StartAsync(settings: ["--ENABLE_DYNAMIC_API_URL=true", $"--GITLAB_ALLOWED_HOSTS={name}"]);
        Assert.Contains(
            "cannot be reached",
            (await host.SendAsync("get_project", Project, metadata: To(name))).Result.Text,
            StringComparison.Ordinal
        );
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:169.254.169.254", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("fe80::1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("93.184.216.34", false)]
    public void Knows_the_addresses_that_no_name_may_lead_to(string address, bool isOffLimits) =>
        Assert.Equal(isOffLimits, Connections.IsOffLimits(IPAddress.Parse(address)));

    [Theory]
    [InlineData(CredentialKind.Bearer, "authorization", "Bearer ")]
    [InlineData(CredentialKind.PrivateToken, "private-token", "")]
    [InlineData(CredentialKind.JobToken, "job-token", "")]
    public async Task Each_kind_of_credential_travels_in_its_own_header(CredentialKind kind, string header, string prefix)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync("get_project", Project, metadata: ToolsHost.As(ToolsHost.Alice, kind));
        var headers = host.GitLab.Requests[0].Headers;
        Assert.Equal(prefix + ToolsHost.Alice, headers[header]);
        Assert.Single(headers, pair => pair.Value.Contains(ToolsHost.Alice, StringComparison.Ordinal));
        Assert.DoesNotContain("cookie", headers.Keys);
    }

    private static Metadata To(string apiUrl)
    {
        var metadata = ToolsHost.As(ToolsHost.Alice);
        metadata.Add(CredentialMetadata.ApiUrl, apiUrl);
        return metadata;
    }
}
