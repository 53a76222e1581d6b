using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;

namespace GitLabMcp.Edge.Tests.Replicas;

/// <summary>SESSIONS_GRPC and GITLAB_TOOLS_GRPC. That an Edge finds its services by them is seen by TwoEdges, whose processes have the
/// environment of deploy/compose.yaml.</summary>
public sealed class ServiceAddressesTests
{
    [Fact]
    public void Each_address_is_one_of_service_discovery() =>
        Assert.Equal(
            ["http://a:5101", "http://b:5101"],
            Discovered("sessions", ("SESSIONS_GRPC", "http://a:5101, http://b:5101"), ("GITLAB_TOOLS_GRPC", "http://c:5201"))
        );

    [Fact]
    public void Each_service_has_a_name_of_its_own() =>
        Assert.Equal(
            ["http://c:5201"],
            Discovered("gitlab-tools", ("SESSIONS_GRPC", "http://a:5101"), ("GITLAB_TOOLS_GRPC", "http://c:5201"))
        );

    [Fact]
    public void An_address_of_service_discovery_comes_first() =>
        Assert.Equal(["http://old:5101"], Discovered("sessions", ("services:sessions:grpc:0", "http://old:5101"), ("SESSIONS_GRPC", "x")));

    [Theory]
    [InlineData("sessions:5101")]
    [InlineData("https://sessions:5101")]
    [InlineData("http://user:password@sessions:5101")]
    [InlineData("http://sessions:5101/grpc")]
    [InlineData("http://sessions:5101,5102")]
    public void A_text_that_is_no_address_stops_the_start(string text)
    {
        var error = Assert.Throws<InvalidSettingException>(() => Discovered("sessions", ("SESSIONS_GRPC", text)));
        Assert.Equal("SESSIONS_GRPC is not valid: expected addresses such as http://localhost:5101, separated by commas.", error.Message);
    }

    private static IEnumerable<string?> Discovered(string service, params (string Name, string Value)[] settings)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        configuration.AddServiceAddresses();
        return [.. configuration.GetSection($"services:{service}:grpc").GetChildren().Select(address => address.Value)];
    }
}
