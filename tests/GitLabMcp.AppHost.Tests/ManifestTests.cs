using System.Diagnostics;
using System.Text.Json.Nodes;

namespace GitLabMcp.AppHost.Tests;

/// <summary>What azd gets. The snapshot is the whole manifest: whatever changes in a deployment is seen in its diff.
/// UPDATE_SNAPSHOTS=1 writes it anew.</summary>
public sealed class ManifestTests
{
    /// <summary>Azure Developer CLI takes these in an AppHost's manifest; it refuses executable.v0 and the like.</summary>
    private static readonly string[] TypesThatAzdTakes = ["annotated.string", "container.v0", "parameter.v0", "project.v0", "value.v0"];

    [Fact]
    public async Task Is_what_the_snapshot_says()
    {
        var manifest = (await PublishAsync()).ToJsonString(new() { WriteIndented = true }) + "\n";

        var path = Path.Combine(
            Projects.GitLabMcp_AppHost.ProjectPath,
            "..",
            "tests",
            "GitLabMcp.AppHost.Tests",
            "Snapshots",
            "manifest.json"
        );
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, manifest, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), manifest);
    }

    [Fact]
    public async Task Has_only_what_azd_takes_and_lets_in_at_the_edge_alone()
    {
        var resources = (await PublishAsync())["resources"]!.AsObject();

        Assert.All(resources, resource => Assert.Contains((string)resource.Value!["type"]!, TypesThatAzdTakes));
        var open = resources
            .Where(resource =>
                resource.Value!["bindings"] is JsonObject bindings && bindings.Any(binding => (bool?)binding.Value!["external"] == true)
            )
            .Select(resource => resource.Key);
        Assert.Equal(["edge"], open);
    }

    [Fact]
    public async Task Has_each_secret_as_a_secret_parameter()
    {
        var resources = (await PublishAsync("--SESSION_KEYS=0123456789abcdef0123456789abcdef"))["resources"]!.AsObject();

        Assert.DoesNotContain("0123456789abcdef0123456789abcdef", resources["sessions"]!.ToJsonString(), StringComparison.Ordinal);
        foreach (var secret in new[] { "session-keys", "internal-credential", "redis-password" })
        {
            Assert.True((bool)resources[secret]!["inputs"]!["value"]!["secret"]!);
        }
    }

    [Fact]
    public async Task Has_the_secret_of_the_GitLab_application_as_a_secret_parameter()
    {
        var resources = (
            await PublishAsync(
                "--GITLAB_MCP_OAUTH=true",
                "--MCP_SERVER_URL=https://mcp.example.com",
                "--GITLAB_OAUTH_APP_ID=application",
                "--GITLAB_OAUTH_APP_SECRET=secret-0123456789abcdef"
            )
        )["resources"]!.AsObject();

        Assert.True((bool)resources["gitlab-oauth-app-secret"]!["inputs"]!["value"]!["secret"]!);
        Assert.Equal("{gitlab-oauth-app-secret.value}", (string?)resources["gitlab-tools"]!["env"]!["GITLAB_OAUTH_APP_SECRET"]);
        Assert.Equal("true", (string?)resources["gitlab-tools"]!["env"]!["GITLAB_MCP_OAUTH"]);
        Assert.Equal("{session-keys.value}", (string?)resources["edge"]!["env"]!["SESSION_KEYS"]);
        Assert.All(
            resources.Where(resource => resource.Key != "gitlab-oauth-app-secret"),
            resource => Assert.DoesNotContain("secret-0123456789abcdef", resource.Value!.ToJsonString(), StringComparison.Ordinal)
        );
    }

    private static async Task<JsonNode> PublishAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("gitlab-mcp-manifest-");
        try
        {
            var path = Path.Combine(folder.FullName, "manifest.json");
            var start = new ProcessStartInfo(
                "dotnet",
                [AppHostProcess.ProgramPath, "--publisher", "manifest", "--output-path", path, .. settings]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(Within.Minutes(2));
            await process.WaitForExitAsync(Within.Minutes(2));
            Assert.True(File.Exists(path), await output);
            var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path, Within.Minutes(2)))!;
            foreach (var (_, resource) in manifest["resources"]!.AsObject())
            {
                // Relative to the manifest, which stands in a folder of this run.
                if (resource!["path"] is { } project)
                {
                    resource["path"] = Path.GetFileName((string)project!);
                }
            }

            return manifest;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
