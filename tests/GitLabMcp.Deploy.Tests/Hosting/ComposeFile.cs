using System.Text.Json;
using System.Text.RegularExpressions;

namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>A compose file of deploy/, with its variables replaced as compose does it.</summary>
internal sealed partial class ComposeFile
{
    public const string GitLabUrl = "https://gitlab.example.com";

    /// <summary>What docs/deploy.md has an operator write into deploy/.env.</summary>
    public static readonly IReadOnlyDictionary<string, string> Required = new Dictionary<string, string>
    {
        ["SITE_ADDRESS"] = "mcp.example.com",
        ["GITLAB_API_URL"] = GitLabUrl,
    };

    public static readonly ComposeFile Replicated = new("compose.yaml", Required);
    public static readonly ComposeFile One = new("compose.one.yaml", Required);

    /// <param name="name">The name of the file in deploy/.</param>
    /// <param name="variables">The variables that are set.</param>
    /// <exception cref="KeyNotFoundException">A variable that the file requires is not set.</exception>
    public ComposeFile(string name, IReadOnlyDictionary<string, string> variables) =>
        Document = Yaml.Read(Variable().Replace(RepositoryFiles.Read($"deploy/{name}"), match => ValueOf(match, variables)));

    public JsonElement Document { get; }

    /// <summary>The services that run images of this repository.</summary>
    public IReadOnlyList<string> Ours =>
        [
            .. Document
                .MembersAt("services")
                .Where(service => service.Value.TextAt("image")!.Contains("gitlab-mcp/", StringComparison.Ordinal))
                .Select(service => service.Name),
        ];

    /// <summary>The names of the variables that a file has a place for.</summary>
    public static IEnumerable<string> VariablesOf(string name) =>
        Variable().Matches(RepositoryFiles.Read($"deploy/{name}")).Select(match => match.Groups["name"].Value).Distinct();

    public JsonElement Service(string service) => Document.At($"services/{service}");

    public IReadOnlyDictionary<string, string> EnvironmentOf(string service) =>
        Service(service).MembersAt("environment").ToDictionary(member => member.Name, member => member.Value.GetString()!);

    private static string ValueOf(Match match, IReadOnlyDictionary<string, string> variables) =>
        variables.TryGetValue(match.Groups["name"].Value, out var value) ? value
        : match.Groups["kind"].Value == "-" ? match.Groups["text"].Value
        : throw new KeyNotFoundException(match.Value);

    [GeneratedRegex(@"\$\{(?<name>\w+):(?<kind>[-?])(?<text>[^}]*)\}")]
    private static partial Regex Variable();
}
