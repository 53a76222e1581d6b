using GitLabMcp.Edge.Admission;
using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.Edge.Tests.Admission;

public sealed class GitLabInstancesTests
{
    private static readonly (string, string)[] Dynamic =
    [
        ("GITLAB_API_URL", "https://gitlab.example.com"),
        ("ENABLE_DYNAMIC_API_URL", "true"),
        ("GITLAB_ALLOWED_HOSTS", "one.example.com, two.example.com:8443, http://three.example.com:8080"),
    ];

    [Theory]
    [InlineData("https://gitlab.example.com", "https://gitlab.example.com/api/v4")]
    [InlineData("https://gitlab.example.com/", "https://gitlab.example.com/api/v4")]
    [InlineData("HTTPS://GitLab.Example.com:443/api/v4/", "https://gitlab.example.com/api/v4")]
    [InlineData("http://gitlab.example.com:8080/gitlab/api/v4", "http://gitlab.example.com:8080/gitlab/api/v4")]
    public void Brings_the_operators_address_into_one_form(string setting, string canonical) =>
        Assert.Equal(canonical, new GitLabInstances(Settings.Of(("GITLAB_API_URL", setting))).Operators);

    [Theory]
    [InlineData("https://one.example.com", "https://one.example.com/api/v4")]
    [InlineData("https://two.example.com:8443/api/v4", "https://two.example.com:8443/api/v4")]
    [InlineData("http://three.example.com:8080", "http://three.example.com:8080/api/v4")]
    [InlineData("https://gitlab.example.com/api/v4", "https://gitlab.example.com/api/v4")]
    public void Goes_to_listed_instances(string header, string canonical) =>
        Assert.Equal(new GitLabInstances.Choice.Taken(canonical, Named: true), Read(header, Dynamic));

    [Theory]
    [InlineData("http://one.example.com")]
    [InlineData("https://one.example.com:8443")]
    [InlineData("https://two.example.com")]
    [InlineData("https://three.example.com:8080")]
    [InlineData("https://sub.one.example.com")]
    [InlineData("https://one.example.com.evil.example")]
    [InlineData("https://one.example.com@evil.example")]
    [InlineData("https://user:pass@one.example.com")]
    [InlineData("https://one.example.com/?a=b")]
    [InlineData("https://one.example.com/#a")]
    [InlineData("https://169.254.169.254")]
    [InlineData("https://0251.0376.0251.0376")]
    [InlineData("ftp://one.example.com")]
    [InlineData("one.example.com")]
    [InlineData("")]
    public void Refuses_every_other_address(string header) => Assert.IsType<GitLabInstances.Choice.Refused>(Read(header, Dynamic));

    [Fact]
    public void Refuses_another_instance_when_choosing_is_off_and_takes_the_operators_own()
    {
        Assert.IsType<GitLabInstances.Choice.Refused>(Read("https://one.example.com", [("GITLAB_API_URL", "https://gitlab.example.com")]));
        Assert.IsType<GitLabInstances.Choice.Taken>(
            Read("https://gitlab.example.com/", [("GITLAB_API_URL", "https://gitlab.example.com")])
        );
    }

    [Theory]
    [InlineData("GITLAB_API_URL", "gitlab")]
    [InlineData("GITLAB_API_URL", "ftp://gitlab.example.com")]
    [InlineData("GITLAB_ALLOWED_HOSTS", "*.example.com")]
    [InlineData("GITLAB_ALLOWED_HOSTS", "https://one.example.com/path")]
    [InlineData("ENABLE_DYNAMIC_API_URL", "true")]
    public void Stops_the_start_on_an_address_it_cannot_use(string name, string value) =>
        Assert.Contains(
            name,
            Assert.Throws<InvalidSettingException>(() => new GitLabInstances(Settings.Of((name, value)))).Message,
            StringComparison.Ordinal
        );

    private static GitLabInstances.Choice Read(string header, (string, string)[] settings) =>
        new GitLabInstances(Settings.Of(settings)).Read(new HeaderDictionary { [GitLabInstances.Header] = header });
}
