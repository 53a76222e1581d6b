using System.Net;
using System.Net.Sockets;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GitLab.Http;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.GitLabAddresses;
using GitLabMcp.ServiceDefaults.Settings;
using Grpc.Core;
using Microsoft.Extensions.Configuration;

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
    [InlineData("::", true)]
    [InlineData("::127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("::ffff:0:127.0.0.1", true)]
    [InlineData("::ffff:10.1.2.3", false)]
    [InlineData("ff02::1", true)]
    [InlineData("febf::1", true)]
    [InlineData("fec0::1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("0.1.2.3", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("169.254.170.2", true)]
    [InlineData("100.100.100.200", true)]
    [InlineData("168.63.129.16", true)]
    [InlineData("192.0.0.192", true)]
    [InlineData("fd00:ec2::254", true)]
    [InlineData("fd20:ce::254", true)]
    [InlineData("fd00:1::1", false)]
    [InlineData("64:ff9b::127.0.0.1", true)]
    [InlineData("64:ff9b::169.254.169.254", true)]
    [InlineData("64:ff9b::93.184.216.34", false)]
    [InlineData("64:ff9b:1::1", true)]
    [InlineData("64:ff9b:1:ffff::7f00:1", true)]
    [InlineData("2002:7f00:1::", true)]
    [InlineData("2002:a9fe:a9fe::1", true)]
    [InlineData("2002:5db8:d822::1", false)]
    [InlineData("2001:0:7f00:1::1", true)]
    [InlineData("2001:0:5db8:d822:0:0:5601:5601", true)]
    [InlineData("2001:0:5db8:d822:0:0:a247:27dd", false)]
    [InlineData("2001:db8::5efe:127.0.0.1", true)]
    [InlineData("2001:db8:1:2:200:5efe:a9fe:a9fe", true)]
    [InlineData("2001:db8:1:2:200:5efe:5db8:d822", false)]
    [InlineData("2606:4700::1111", false)]
    public void Knows_the_addresses_that_no_name_may_lead_to(string address, bool isOffLimits) =>
        Assert.Equal(isOffLimits, OffLimits.Includes(IPAddress.Parse(address)));

    /// <summary>A rebinding name answers the check with one address and would answer a second question with another.</summary>
    [Fact]
    public async Task The_address_that_was_checked_is_the_one_that_is_connected_to()
    {
        using var machine = new TcpListener(IPAddress.Loopback, 0);
        machine.Start();
        var port = ((IPEndPoint)machine.LocalEndpoint).Port;
        var settings = new SettingsReader(
            new ConfigurationBuilder()
                .AddInMemoryCollection([
                    new("ENABLE_DYNAMIC_API_URL", "true"),
                    new("GITLAB_ALLOWED_HOSTS", $"http://rebinding.example:{port}"),
                ])
                .Build()
        );
        var asked = 0;

        // Nothing listens on this address: no packet of a test reaches TEST-NET-1 (RFC 5737).
        using var handler = Connections.Open(
            settings,
            new GitLabInstances(settings),
            (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Parse("192.0.2.1") : IPAddress.Loopback])
        );
        handler.ConnectTimeout = TimeSpan.FromSeconds(1);
        using var http = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://rebinding.example:{port}/api/v4/user");
        var failed = await Record.ExceptionAsync(() => http.SendAsync(request, TestContext.Current.CancellationToken));
        Assert.True(failed is HttpRequestException or OperationCanceledException, $"{failed}");
        Assert.Equal(1, asked);

        // The next connection is checked anew, and its address is off limits now.
        using var again = new HttpRequestMessage(HttpMethod.Get, $"http://rebinding.example:{port}/api/v4/user");
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(again, TestContext.Current.CancellationToken));
        Assert.Contains("off limits", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, asked);
        Assert.False(machine.Pending());
    }

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
