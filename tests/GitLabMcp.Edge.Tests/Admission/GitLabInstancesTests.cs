using GitLabMcp.Edge.Admission;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.Edge.Tests.Admission;

/// <summary>What the header says to its sender. Which addresses it may name: AllowedAddressesTests.</summary>
public sealed class GitLabInstancesTests
{
    private static readonly (string, string)[] Fixed = [("GITLAB_API_URL", "https://gitlab.example.com/")];
    private static readonly (string, string)[] Dynamic =
    [
        .. Fixed,
        ("ENABLE_DYNAMIC_API_URL", "true"),
        ("GITLAB_ALLOWED_HOSTS", "one.example.com"),
    ];

    [Fact]
    public void Goes_to_the_operators_instance_without_a_header() =>
        Assert.Equal(new GitLabInstances.Choice.Taken("https://gitlab.example.com/api/v4", Named: false), Read([], Dynamic));

    [Theory]
    [InlineData("https://one.example.com/", "https://one.example.com/api/v4")]
    [InlineData("https://GITLAB.example.com/api/v4", "https://gitlab.example.com/api/v4")]
    public void Goes_to_the_named_instance_in_the_one_form_of_its_address(string header, string apiUrl) =>
        Assert.Equal(new GitLabInstances.Choice.Taken(apiUrl, Named: true), Read([header], Dynamic));

    [Fact]
    public void Says_that_the_operator_lists_the_instances() =>
        Assert.Contains("GITLAB_ALLOWED_HOSTS", Refusal(Dynamic, "https://evil.example"));

    [Fact]
    public void Says_that_choosing_is_off() => Assert.Contains("ENABLE_DYNAMIC_API_URL", Refusal(Fixed, "https://one.example.com"));

    [Theory]
    [InlineData("gitlab.example.com")]
    [InlineData("https://user:secret@gitlab.example.com")]
    [InlineData("https://gitlab.example.com/?secret")]
    [InlineData("https://gitlab.example.com", "https://gitlab.example.com")]
    [InlineData("")]
    public void Says_what_the_header_looks_like_and_repeats_nothing_of_it(params string[] values)
    {
        var sentence = Refusal(Dynamic, values);

        Assert.StartsWith(
            "X-GitLab-API-URL must be one URL such as https://gitlab.example.com/api/v4, without user, query or fragment. ",
            sentence,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("secret", sentence, StringComparison.Ordinal);
    }

    private static string Refusal((string, string)[] settings, params string[] values) =>
        Assert.IsType<GitLabInstances.Choice.Refused>(Read(values, settings)).Message;

    private static GitLabInstances.Choice Read(string[] values, (string, string)[] settings) =>
        new GitLabInstances(Settings.Of(settings)).Read(
            values.Length == 0 ? new HeaderDictionary() : new HeaderDictionary { [GitLabInstances.Header] = values }
        );
}
