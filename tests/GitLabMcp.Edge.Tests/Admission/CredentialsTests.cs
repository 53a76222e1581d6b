using GitLabMcp.Edge.Admission;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.Edge.Tests.Admission;

public sealed class CredentialsTests
{
    private const string Token = "glpat-abcdefghijklmnopqrst";

    private const string Handle = "glmcp_abcdefghijklmnopqrst";
    private const string Fifty = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwx";
    private const string TwoHundredAndFifty = Fifty + Fifty + Fifty + Fifty + Fifty;

    private static readonly (string, string) Remote = ("REMOTE_AUTHORIZATION", "true");

    [Theory]
    [InlineData("Authorization", "Bearer " + Token, CredentialKind.Bearer)]
    [InlineData("Authorization", "bearer   " + Token, CredentialKind.Bearer)]
    [InlineData("Private-Token", Token, CredentialKind.PrivateToken)]
    [InlineData("Job-Token", Token, CredentialKind.JobToken)]
    internal void Takes_a_token_from_each_of_three_headers(string header, string value, CredentialKind kind) =>
        Assert.Equal(new RequestCredential.Token(new GitLabCredential(kind, new GitLabToken(Token))), Read((header, value)));

    /// <summary>Also where the operator's pattern for tokens of GitLab does not match it.</summary>
    [Fact]
    public void Takes_an_access_token_of_this_server_for_a_grant_and_not_for_a_token_of_GitLab()
    {
        var credentials = new Credentials(Settings.Read(Remote, ("GITLAB_TOKEN_PATTERN", "glpat-.*")));

        var read = credentials.Read(new HeaderDictionary { ["Authorization"] = "Bearer " + Handle });

        Assert.Equal(Handle, Assert.IsType<RequestCredential.Grant>(read).AccessToken.Reveal());
    }

    [Theory]
    [InlineData("Private-Token", Handle)]
    [InlineData("Job-Token", Handle)]
    [InlineData("Authorization", "Bearer glmcr_abcdefghijklmnopqrst")]
    [InlineData("Private-Token", "glmcr_abcdefghijklmnopqrst")]
    [InlineData("Authorization", "Bearer glmcp_" + TwoHundredAndFifty + "x")]
    public void Takes_nothing_else_that_this_server_gave_out_for_a_token_of_GitLab(string header, string value) =>
        Assert.Contains(
            "this server gave out",
            Assert.IsType<RequestCredential.Malformed>(Read((header, value))).Rule,
            StringComparison.Ordinal
        );

    [Fact]
    public void Tells_a_missing_token() => Assert.IsType<RequestCredential.Absent>(Read());

    [Theory]
    [InlineData(19, "at least 20")]
    [InlineData(8193, "at most 8192")]
    [InlineData(0, "at least 20")]
    public void Names_the_broken_length(int length, string rule) =>
        Assert.Contains(
            rule,
            Assert.IsType<RequestCredential.Malformed>(Read(("Private-Token", new string('a', length)))).Rule,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(20)]
    [InlineData(1100)]
    [InlineData(8192)]
    public void Takes_tokens_up_to_both_ends_of_the_range(int length) =>
        Assert.IsType<RequestCredential.Token>(Read(("Private-Token", new string('a', length))));

    [Theory]
    [InlineData("glpat-abcdefghijklmnopqrs!")]
    [InlineData("glpat-abcdefghijklm nopqrst")]
    [InlineData("glpat-abcdefghijklmnopqrsé")]
    [InlineData("glpat-abcdefghijklmnopqrst,glpat-abcdefghijklmnopqrst")]
    public void Names_the_broken_alphabet_and_never_repeats_the_token(string token)
    {
        var rule = Assert.IsType<RequestCredential.Malformed>(Read(("Authorization", "Bearer " + token))).Rule;

        Assert.Contains("character", rule, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefgh", rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==")]
    [InlineData(Token)]
    [InlineData("Bearer" + Token)]
    public void Takes_no_other_scheme_than_Bearer(string value) =>
        Assert.Contains(
            "Bearer",
            Assert.IsType<RequestCredential.Malformed>(Read(("Authorization", value))).Rule,
            StringComparison.Ordinal
        );

    [Fact]
    public void Refuses_two_different_credentials() =>
        Assert.IsType<RequestCredential.Conflicting>(Read(("Authorization", "Bearer " + Token), ("Private-Token", Token + "x")));

    [Fact]
    public void Takes_the_same_token_in_two_headers_once()
    {
        var read = Assert.IsType<RequestCredential.Token>(Read(("Authorization", "Bearer " + Token), ("Private-Token", Token)));
        Assert.Equal(CredentialKind.Bearer, read.Value.Kind);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Private-Token")]
    [InlineData("Job-Token")]
    public void Refuses_a_header_that_came_twice_even_with_equal_values(string header)
    {
        var headers = new HeaderDictionary { [header] = new([Token, Token]) };

        Assert.IsType<RequestCredential.Conflicting>(new Credentials(Settings.Read(Remote)).Read(headers));
    }

    [Fact]
    public void Narrows_the_format_by_a_pattern_that_must_match_the_whole_token()
    {
        var credentials = new Credentials(Settings.Read(Remote, ("GITLAB_TOKEN_PATTERN", "glpat-[a-z]{20}|other")));

        Assert.IsType<RequestCredential.Token>(credentials.Read(new HeaderDictionary { ["Private-Token"] = Token }));
        Assert.IsType<RequestCredential.Malformed>(credentials.Read(new HeaderDictionary { ["Private-Token"] = Token + "0" }));
        Assert.IsType<RequestCredential.Malformed>(credentials.Read(new HeaderDictionary { ["Private-Token"] = "x" + Token }));
    }

    [Fact]
    public void Acts_with_the_operators_token_for_everybody_when_remote_authorization_is_off()
    {
        var credentials = new Credentials(Settings.Read(("GITLAB_PERSONAL_ACCESS_TOKEN", Token)));

        var read = credentials.Read(new HeaderDictionary { ["Private-Token"] = "another-token-altogether" });
        Assert.Equal(Token, Assert.IsType<RequestCredential.Token>(read).Value.Token.Reveal());
    }

    [Fact]
    public void Refuses_to_start_with_a_malformed_token_of_the_operator_without_repeating_it()
    {
        var e = Assert.Throws<InvalidSettingException>(() =>
            new Credentials(Settings.Read(("GITLAB_PERSONAL_ACCESS_TOKEN", "short-secret")))
        );

        Assert.DoesNotContain("short-secret", e.Message, StringComparison.Ordinal);
    }

    private static RequestCredential Read(params (string Name, string Value)[] headers)
    {
        var all = new HeaderDictionary();
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return new Credentials(Settings.Read(Remote)).Read(all);
    }
}
