using GitLabMcp.ServiceDefaults.GitLabAddresses;
using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Testing.Addresses;

namespace GitLabMcp.Edge.Tests.Addresses;

/// <summary>Which GitLab a request may name (docs/reliability.md, S7), as ServiceDefaults decides it for every service.</summary>
public sealed class AllowedAddressesTests
{
    public static TheoryData<int> Rules => [.. Enumerable.Range(0, AddressTable.Rules.Length)];

    public static TheoryData<string> NoAllowedHosts => [.. AddressTable.NoAllowedHosts];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Allows_the_operators_instance_and_the_listed_hosts_and_nothing_else(int row)
    {
        var rules = AddressTable.Rules[row];
        var addresses = new AllowedAddresses(Settings.Of([.. rules.Settings.Select(setting => (setting.Key, setting.Value!))]));

        Assert.Equal(rules.Allowed, rules.Allowed.Concat(rules.Refused).Concat(AddressTable.NoAddresses).Where(IsAllowed));

        bool IsAllowed(string text) => addresses.Decide(text) is AddressDecision.Allowed;
    }

    [Fact]
    public void Gives_an_allowed_address_in_its_one_form() =>
        Assert.Equal(
            "https://one.example.com/gitlab/api/v4",
            Assert
                .IsType<AddressDecision.Allowed>(
                    new AllowedAddresses(
                        Settings.Of(("ENABLE_DYNAMIC_API_URL", "true"), ("GITLAB_ALLOWED_HOSTS", "one.example.com"))
                    ).Decide("https://ONE.example.com:443/gitlab/")
                )
                .Address.ApiUrl
        );

    [Fact]
    public void Has_gitlab_com_when_nothing_is_set() =>
        Assert.Equal("https://gitlab.com/api/v4", new AllowedAddresses(Settings.Of()).Operators.ApiUrl);

    [Fact]
    public void Lists_no_host_that_may_be_named_while_choosing_is_off() =>
        Assert.IsType<AddressDecision.ChoosingIsOff>(
            new AllowedAddresses(Settings.Of(("GITLAB_ALLOWED_HOSTS", "one.example.com"))).Decide("https://one.example.com")
        );

    [Theory]
    [MemberData(nameof(NoAllowedHosts))]
    public void Stops_the_start_on_a_host_that_cannot_be_listed(string entry) => Stops("GITLAB_ALLOWED_HOSTS", entry);

    [Theory]
    [InlineData("gitlab")]
    [InlineData("ftp://gitlab.example.com")]
    [InlineData("https://user:pass@gitlab.example.com")]
    [InlineData("https://gitlab.example.com/?private_token=pass")]
    public void Stops_the_start_on_an_address_of_the_operator_that_cannot_be_used(string text) => Stops("GITLAB_API_URL", text);

    [Fact]
    public void Stops_the_start_when_requests_may_choose_among_no_hosts() => Stops("ENABLE_DYNAMIC_API_URL", "true");

    private static void Stops(string name, string value)
    {
        var message = Assert.Throws<InvalidSettingException>(() => new AllowedAddresses(Settings.Of((name, value)))).Message;

        Assert.StartsWith(name, message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", message, StringComparison.Ordinal);
    }
}
