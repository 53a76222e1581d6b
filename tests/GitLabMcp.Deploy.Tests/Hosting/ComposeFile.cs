using System.Text.Json;

namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>A compose file of deploy/.</summary>
internal sealed class ComposeFile(string name)
{
    public static readonly ComposeFile Replicated = new("compose.yaml");
    public static readonly ComposeFile One = new("compose.one.yaml");

    public JsonElement Document { get; } = Yaml.Read(RepositoryFiles.Read($"deploy/{name}"));

    public JsonElement Service(string service) => Document.At($"services/{service}");

    /// <summary>The services that run images of this repository.</summary>
    public IReadOnlyList<string> Ours =>
        [
            .. Document
                .MembersAt("services")
                .Where(service => service.Value.TextAt("image")!.StartsWith("gitlab-mcp/", StringComparison.Ordinal))
                .Select(service => service.Name),
        ];

    public IReadOnlyDictionary<string, string> EnvironmentOf(string service) =>
        Service(service).MembersAt("environment").ToDictionary(member => member.Name, member => member.Value.GetString()!);
}
