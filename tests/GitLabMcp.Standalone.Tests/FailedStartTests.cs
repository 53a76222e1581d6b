using System.Net;
using System.Net.Sockets;
using GitLabMcp.Standalone.Tests.Hosting;

namespace GitLabMcp.Standalone.Tests;

/// <summary>A start that cannot succeed ends with exit code 1 and with one message on standard error that says what to do.</summary>
public sealed class FailedStartTests(World world) : IClassFixture<World>
{
    [Theory]
    [InlineData("GITLAB_PERSONAL_ACCESS_TOKEN is missing: give the token", "GITLAB_PERSONAL_ACCESS_TOKEN", "")]
    [InlineData("GITLAB_TOOLSETS or GITLAB_TOOLS is not valid", "GITLAB_TOOLSETS", "nonsense")]
    [InlineData("MAX_SESSIONS=none is not valid", "MAX_SESSIONS", "none")]
    [InlineData("GITLAB_API_URL=ftp://gitlab.test is not valid", "GITLAB_API_URL", "ftp://gitlab.test")]
    public async Task A_setting_that_cannot_be_used_is_named_in_one_line(string message, string name, string value)
    {
        var run = await CommandRun.OfServerAsync(new Dictionary<string, string>(world.OfAlice) { [name] = value });

        FailsInOneLine(message, run);
    }

    [Fact]
    public async Task A_missing_file_of_the_token_is_named_in_one_line()
    {
        var settings = new Dictionary<string, string>(world.OfAlice)
        {
            ["GITLAB_PERSONAL_ACCESS_TOKEN"] = "",
            ["GITLAB_PERSONAL_ACCESS_TOKEN_FILE"] = "/nowhere/token",
        };

        var run = await CommandRun.OfServerAsync(settings);

        FailsInOneLine("GITLAB_PERSONAL_ACCESS_TOKEN_FILE=/nowhere/token cannot be read: give the path of a file", run);
    }

    /// <summary>Two lines, which users of other servers know.</summary>
    [Fact]
    public async Task A_setting_for_HTTP_alone_says_how_to_serve_HTTP()
    {
        var run = await CommandRun.OfServerAsync(new Dictionary<string, string>(world.OfAlice) { ["REMOTE_AUTHORIZATION"] = "true" });

        Assert.Equal(1, run.Code);
        Assert.Empty(run.Output);
        Assert.Equal(
            "REMOTE_AUTHORIZATION=true requires STREAMABLE_HTTP=true\nSet STREAMABLE_HTTP=true to enable remote authorization\n",
            run.Errors
        );
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_in_one_line_and_no_log_has_a_stack_trace()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var run = await CommandRun.OfServerAsync(new Dictionary<string, string>([world.Address, .. Running.OfTeam(port)]));

        Assert.Equal(1, run.Code);
        Assert.Equal(
            $"Failed to bind to address http://127.0.0.1:{port}: address already in use. "
                + "End the other process, or give this one another address with PORT (Sessions and GitLabTools: with "
                + "Kestrel__Endpoints__grpc__Url or Kestrel__Endpoints__health__Url).\n",
            run.Errors
        );
        Assert.DoesNotContain("Exception", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("foo", "--bar=1")]
    [InlineData("--bar")]
    [InlineData("-x", "--PORT=1")]
    public async Task A_word_that_is_no_setting_and_no_command_is_answered_by_what_is_known(params string[] words)
    {
        var run = await CommandRun.RunAsync([.. StdioClient.Built, .. words], world.OfAlice);

        FailsInOneLine("The first argument is not known: expected a setting such as --PORT=3002, or --help, --version, or ready", run);
    }

    [Theory]
    [InlineData("--MAX_SESSIONS=none")]
    [InlineData("--MAX_SESSIONS", "none")]
    public async Task A_setting_on_the_command_line_is_read(params string[] words)
    {
        var run = await CommandRun.RunAsync([.. StdioClient.Built, .. words], world.OfAlice);

        FailsInOneLine("MAX_SESSIONS=none is not valid", run);
    }

    private static void FailsInOneLine(string message, CommandRun run)
    {
        Assert.Equal(1, run.Code);
        Assert.Empty(run.Output);
        Assert.StartsWith(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(run.Errors.Length - 1, run.Errors.IndexOf('\n', StringComparison.Ordinal));
    }
}
