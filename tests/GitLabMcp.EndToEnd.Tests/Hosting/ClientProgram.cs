using System.Diagnostics;
using System.Reflection;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>A program of somebody else that speaks MCP, run to its end.</summary>
public static class ClientProgram
{
    /// <summary>The project of the clients, beside that of the tests that run, and its build in the same configuration.</summary>
    private static readonly string Built = AppContext.BaseDirectory.Replace(
        Assembly.GetEntryAssembly()!.GetName().Name!,
        "GitLabMcp.Clients",
        StringComparison.Ordinal
    );

    private static readonly string Source = Built[
        ..(Built.IndexOf("GitLabMcp.Clients", StringComparison.Ordinal) + "GitLabMcp.Clients".Length)
    ];

    private static string Packages => Path.GetFullPath(Path.Combine(Source, "../../.tools/clients/fetched/node_modules"));

    public static Task<Exit> DotnetAsync(params string[] arguments) =>
        RunAsync("dotnet", [Path.Combine(Built, "GitLabMcp.Clients.dll"), .. arguments]);

    /// <summary>The client that a package of npm brings.</summary>
    public static Task<Exit> ScriptAsync(params string[] arguments) =>
        NodeAsync([Path.Combine(Source, "client.mjs"), Packages, .. arguments]);

    public static Task<Exit> InspectorAsync(params string[] arguments) =>
        NodeAsync([Path.Combine(Packages, "@modelcontextprotocol/inspector/clients/launcher/build/index.js"), "--cli", .. arguments]);

    /// <summary>Inspector's page, which a browser opens. It keeps what it knows in a folder.</summary>
    public static RunningClient InspectorPage(string url, string folder, int port) =>
        RunningClient.Start(
            Node(),
            [
                Path.Combine(Packages, "@modelcontextprotocol/inspector/clients/launcher/build/index.js"),
                "--web",
                "--transport",
                "http",
                "--server-url",
                url,
            ],
            ("HOME", folder),
            ("MCP_STORAGE_DIR", folder),
            ("MCP_AUTO_OPEN_ENABLED", "false"),
            ("MCP_INSPECTOR_SECRET_STORE", "memory"),
            ("DANGEROUSLY_OMIT_AUTH", "true"),
            ("CLIENT_PORT", $"{port}"),
            ("MCP_SANDBOX_PORT", $"{FreePort.NextLasting()}"),
            ("MCP_APP_ORIGIN_PORT", $"{FreePort.NextLasting()}")
        );

    /// <summary>The client that a package of npm brings, signing in.</summary>
    /// <param name="clientId">Given to it by its user; empty for a client that registers itself.</param>
    public static RunningClient SignInScript(string package, string url, string clientId) =>
        RunningClient.Start(Node(), [Path.Combine(Source, "sign-in.mjs"), Packages, package, url, clientId]);

    /// <summary>The bridge for clients that speak over stdio only. It keeps what it knows in a folder.</summary>
    /// <remarks>
    /// It derives its own port from the address of the server and, when that is taken, listens at another one than it has named. A test
    /// names a port that no outgoing connection takes.
    /// </remarks>
    public static RunningClient McpRemote(string url, string folder, params string[] options) =>
        RunningClient.Start(
            Node(),
            [Path.Combine(Packages, "mcp-remote/dist/proxy.js"), url, $"{FreePort.NextLasting()}", "--allow-http", .. options],
            ("MCP_REMOTE_CONFIG_DIR", folder)
        );

    /// <summary>The program of a package of npm, as `npx` starts it.</summary>
    public static RunningClient Npx(string program, string[] arguments, params (string Name, string Value)[] environment) =>
        RunningClient.Start(Node(), [Package(program), .. arguments], environment);

    /// <summary>A file of a package of npm.</summary>
    public static string Package(string path)
    {
        var file = Path.Combine(Packages, path);
        Assert.SkipUnless(File.Exists(file), $"{path} is missing: ./dev setup fetches it.");
        return file;
    }

    private static Task<Exit> NodeAsync(string[] arguments) => RunAsync(Node(), arguments);

    private static string Node()
    {
        var node = Directory.Exists(Packages)
            ? Directory
                .EnumerateDirectories(Packages, "node-linux-*")
                .Select(folder => Path.Combine(folder, "bin/node"))
                .FirstOrDefault(File.Exists)
            : null;
        Assert.SkipWhen(node is null, "The clients of npm are missing: ./dev setup fetches them.");
        return node!;
    }

    private static async Task<Exit> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var said = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
                process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
            );
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new Exit(process.ExitCode, said[0], said[1]);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public sealed record Exit(int Code, string Output, string Errors);
}
