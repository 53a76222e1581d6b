using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>What people copy from the page, run as they run it, where the program can be had here.</summary>
public sealed partial class SnippetTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    [Fact]
    public async Task The_command_for_curl_lists_the_tools()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "Not run: curl is not installed.");

        await using var client = RunningClient.Start("bash", ["-c", await SnippetAsync("curl")], ("GITLAB_TOKEN", shared.NewUser()));

        var answer = JsonElement.Parse(await client.ReadJsonAsync());
        Assert.NotEmpty(answer.GetProperty("result").GetProperty("tools").EnumerateArray());
    }

    [Fact]
    public async Task The_script_for_Python_lists_the_tools()
    {
        Assert.SkipUnless(await HasRequestsAsync(), "Not run: python3 or its package requests is not installed.");

        await using var client = RunningClient.Start(
            "/usr/bin/python3",
            ["-c", await SnippetAsync("python")],
            ("GITLAB_TOKEN", shared.NewUser())
        );

        Assert.Contains("get_project", await client.ReadJsonAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_for_Inspector_lists_the_tools()
    {
        const string Program = "npx @modelcontextprotocol/inspector --cli ";
        var command = (await SnippetAsync("inspector")).Replace("\\\n", "", StringComparison.Ordinal);
        Assert.StartsWith(Program, command, StringComparison.Ordinal);
        string[] arguments =
        [
            .. Word()
                .Matches(command[Program.Length..])
                .Select(word => word.Value.Trim('"').Replace("$GITLAB_TOKEN", shared.NewUser(), StringComparison.Ordinal)),
        ];

        var listed = await ClientProgram.InspectorAsync(arguments);

        Assert.True(listed.Code == 0, listed.Errors);
        Assert.NotEmpty(JsonElement.Parse(listed.Output).GetProperty("tools").EnumerateArray());
    }

    [Fact]
    public async Task Claude_Desktop_gets_in_by_the_bridge()
    {
        var server = JsonElement.Parse(await SnippetAsync("claude-desktop")).GetProperty("mcpServers").GetProperty("gitlab");
        string[] arguments = [.. server.GetProperty("args").EnumerateArray().Select(argument => argument.GetString()!)];
        var header = server.GetProperty("env").GetProperty("GITLAB_AUTHORIZATION").GetString()!;
        var folder = Directory.CreateTempSubdirectory("gitlab-mcp-remote-");
        try
        {
            Assert.Equal(["-y", "mcp-remote"], arguments[..2]);
            await using var client = ClientProgram.Npx(
                "mcp-remote/dist/proxy.js",
                arguments[2..],
                ("MCP_REMOTE_CONFIG_DIR", folder.FullName),
                ("GITLAB_AUTHORIZATION", header.Replace("<your GitLab token>", shared.NewUser(), StringComparison.Ordinal))
            );
            await client.WriteAsync(
                """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","""
                    + """
                    "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
                    """
            );

            Assert.Contains("serverInfo", await client.ReadJsonAsync(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> HasRequestsAsync()
    {
        if (!File.Exists("/usr/bin/python3"))
        {
            return false;
        }

        using var process = Process.Start(
            new ProcessStartInfo("/usr/bin/python3", ["-c", "import requests"]) { RedirectStandardError = true }
        )!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }

    /// <summary>The first snippet for a client.</summary>
    private async Task<string> SnippetAsync(string client)
    {
        using var browser = shared.Client(token: null, accept: "text/html");
        var page = (await browser.GetAsync("/")).Text;
        var section = page[page.IndexOf($"<section id=\"{client}\"", StringComparison.Ordinal)..];
        return WebUtility.HtmlDecode(Code().Match(section).Groups[1].Value);
    }

    [GeneratedRegex("data-snippet>([^<]*)<")]
    private static partial Regex Code();

    /// <summary>`--flag` or `"several words"`.</summary>
    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
