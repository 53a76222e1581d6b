using System.Text.Json;
using GitLabMcp.Testing;

namespace GitLabMcp.Standalone.Tests.Hosting;

/// <summary>A bundle for desktop clients, packed, checked and unpacked with the tool of those who made the format. It holds the program
/// as it is built; BUNDLE names one that <c>./dev pack mcpb</c> made, to be tried in its place.</summary>
public sealed class Bundle : IAsyncLifetime
{
    /// <summary>With the code by which desktop clients make a command of a manifest and of what their user entered.</summary>
    private const string ConfigScript = """
        import { readFileSync } from 'node:fs';
        const [library, folder, userConfig] = process.argv.slice(1);
        const { getMcpConfigForManifest } = await import(library);
        const manifest = JSON.parse(readFileSync(folder + '/manifest.json', 'utf8'));
        const config = await getMcpConfigForManifest({
          manifest, extensionPath: folder, systemDirs: {}, userConfig: JSON.parse(userConfig), pathSeparator: '/' });
        console.log(JSON.stringify(config ?? null));
        """;

    private static readonly string Product = Path.Combine(Repository.Root, "GitLabMcp.Standalone");
    private static readonly string Packages = Path.Combine(Repository.Root, ".tools/clients/fetched/node_modules");
    private static readonly string Mcpb = Path.Combine(Packages, "@anthropic-ai/mcpb/dist");

    private readonly string _root = Directory.CreateTempSubdirectory("gitlab-mcp-").FullName;

    /// <summary>What the tool says of the packed file.</summary>
    public string Info { get; private set; } = "";

    public string Unpacked => Path.Combine(_root, "unpacked");

    public JsonElement Manifest => JsonElement.Parse(File.ReadAllText(Path.Combine(Unpacked, "manifest.json")));

    public async ValueTask InitializeAsync()
    {
        if (Node() is null)
        {
            return;
        }

        var file = Environment.GetEnvironmentVariable("BUNDLE") ?? await PackAsync();
        Info = await ToolAsync("info", file);
        await ToolAsync("unpack", file, Unpacked);
    }

    /// <summary>The command and the environment with which a desktop client starts the server.</summary>
    /// <param name="userConfig">What the user entered.</param>
    /// <returns>Null where something that is required is missing.</returns>
    public async Task<(string Command, IReadOnlyDictionary<string, string> Settings)?> ConfigAsync(object userConfig)
    {
        var library = Path.Combine(Mcpb, "shared/config.js");
        var json = JsonElement.Parse(
            await NodeAsync("--input-type=module", "-e", ConfigScript, library, Unpacked, JsonSerializer.Serialize(userConfig))
        );
        return json.ValueKind == JsonValueKind.Null
            ? null
            : (
                json.GetProperty("command").GetString()!,
                json.GetProperty("env").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!)
            );
    }

    public static void SkipWithoutTool() => Assert.SkipWhen(Node() is null, "The tools of npm are missing: ./dev setup fetches them.");

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> PackAsync()
    {
        var staged = Path.Combine(_root, "staged");
        var server = Directory.CreateDirectory(Path.Combine(staged, "server")).FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Repository.BuiltProgram("GitLabMcp.Standalone"))!))
        {
            var name = Path.GetFileName(file);
            File.Copy(file, Path.Combine(server, name == "GitLabMcp.Standalone" ? "gitlab-mcp" : name));
        }

        File.Copy(Path.Combine(Product, ".mcpb/manifest.json"), Path.Combine(staged, "manifest.json"));
        File.Copy(Path.Combine(Repository.Root, "GitLabMcp.Edge/Http/server-icon.png"), Path.Combine(staged, "icon.png"));
        await ToolAsync("validate", Path.Combine(staged, "manifest.json"));
        var packed = Path.Combine(_root, "gitlab-mcp.mcpb");
        await ToolAsync("pack", staged, packed);
        return packed;
    }

    private static Task<string> ToolAsync(params string[] arguments) => NodeAsync([Path.Combine(Mcpb, "cli/cli.js"), .. arguments]);

    private static async Task<string> NodeAsync(params string[] arguments)
    {
        var run = await CommandRun.RunAsync([Node()!, .. arguments], new Dictionary<string, string>());
        Assert.True(run.Code == 0, run.Output + run.Errors);
        return run.Output;
    }

    private static string? Node() =>
        Directory.Exists(Mcpb)
            ? Directory
                .EnumerateDirectories(Packages, "node-linux-*")
                .Select(folder => Path.Combine(folder, "bin/node"))
                .FirstOrDefault(File.Exists)
            : null;
}
