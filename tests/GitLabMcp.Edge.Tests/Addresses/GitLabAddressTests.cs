using GitLabMcp.ServiceDefaults.GitLabAddresses;
using GitLabMcp.Testing.Addresses;

namespace GitLabMcp.Edge.Tests.Addresses;

/// <summary>The address of a GitLab, which ServiceDefaults reads for every service.</summary>
public sealed class GitLabAddressTests
{
    public static TheoryData<string, string> Forms => [.. AddressTable.Forms];

    public static TheoryData<string> NoAddresses => [.. AddressTable.NoAddresses];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Has_one_form(string text, string apiUrl)
    {
        var address = Valid(text);

        Assert.Equal(apiUrl, address.ApiUrl);
        Assert.Equal(apiUrl + "/", address.Api.AbsoluteUri);
        Assert.Equal(Valid(apiUrl), address);
        Assert.Equal(apiUrl, Valid(apiUrl).ApiUrl);
        Assert.All(address.ApiUrl, c => Assert.InRange(c, '!', '~'));
    }

    [Theory]
    [MemberData(nameof(NoAddresses))]
    public void Is_nothing_else_than_the_plain_URL_of_a_host(string text)
    {
        var reason = Assert.IsType<ParsedAddress.Invalid>(GitLabAddress.Parse(text)).Reason;

        Assert.EndsWith(".", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void May_be_long() =>
        Assert.Equal(GitLabAddress.MaxLength, Valid("https://h/" + new string('a', 2038)).ApiUrl.Length - "/api/v4".Length);

    [Fact]
    public void Is_another_one_on_another_scheme_host_port_or_path()
    {
        string[] texts =
        [
            "https://example.com",
            "http://example.com",
            "http://example.com:443",
            "https://example.com:80",
            "https://example.com.",
            "https://example.com/gitlab",
            "https://example.com/GitLab",
            "https://example.com/gitlab/gitlab",
            "https://gitlab.example.com",
        ];

        Assert.Equal(texts.Length, texts.Select(Valid).Distinct().Count());
    }

    [Theory]
    [InlineData("https://example.com", "https://example.com:443", "/")]
    [InlineData("http://example.com/gitlab", "http://example.com:80", "/gitlab/")]
    [InlineData("https://example.com:8443/a/b/api/v4", "https://example.com:8443", "/a/b/")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example:443", "/")]
    [InlineData("https://[2001:DB8::1]", "https://2001:db8::1:443", "/")]
    public void Knows_its_origin_and_the_path_of_its_web_site(string text, string origin, string webPath) =>
        Assert.Equal((origin, webPath), (Valid(text).Origin, Valid(text).WebPath));

    [Theory]
    [InlineData("https://example.com", "example.com", 443, true)]
    [InlineData("https://example.com", "example.com", 80, false)]
    [InlineData("https://example.com", "example.com.", 443, false)]
    [InlineData("https://example.com", "sub.example.com", 443, false)]
    [InlineData("https://bücher.example:8443", "xn--bcher-kva.example", 8443, true)]
    [InlineData("https://[2001:DB8::1]", "2001:db8::1", 443, true)]
    public void Knows_the_connections_to_it(string text, string host, int port, bool isAt) =>
        Assert.Equal(isAt, Valid(text).IsAt(host, port));

    [Theory]
    [InlineData("https://example.com", "https://EXAMPLE.com:443", true)]
    [InlineData("https://example.com", "http://example.com", true)]
    [InlineData("https://example.com", "http://example.com:443", true)]
    [InlineData("https://example.com", "https://example.com:80", false)]
    [InlineData("https://example.com:8443", "https://example.com", false)]
    [InlineData("https://example.com", "https://example.com.evil.example", false)]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example", true)]
    public void Knows_the_hosts_of_links_to_its_pages(string text, string page, bool isHost) =>
        Assert.Equal(isHost, Valid(text).IsHostOfPage(new Uri(page)));

    private static GitLabAddress Valid(string text) => Assert.IsType<ParsedAddress.Valid>(GitLabAddress.Parse(text)).Address;
}
