using GitLabMcp.ServiceDefaults;

namespace GitLabMcp.Standalone;

/// <summary>The arguments that are not settings.</summary>
internal static class CommandLine
{
    private const string Help = """
        An MCP server for GitLab, in one process. Settings are environment variables, or arguments: --PORT=3002.

        For one user, over standard input and output (what an MCP client starts as a command):
          GITLAB_PERSONAL_ACCESS_TOKEN=glpat-… gitlab-mcp

        For many users, over HTTP at http://localhost:3002/mcp, each with a GitLab token of their own:
          STREAMABLE_HTTP=true REMOTE_AUTHORIZATION=true gitlab-mcp

        GITLAB_API_URL names the GitLab; it is https://gitlab.com/api/v4 without it.
        """;

    public const string Unknown =
        "The first argument is not known: expected a setting such as --PORT=3002, or --help, --version, or ready with the URL of a probe.";

    /// <summary>Whether the first argument can be read as a setting, as --PORT=3002 or in another form of ASP.NET Core: PORT=3002,
    /// --PORT 3002. The others would be ignored without a word.</summary>
    public static bool IsOfSettings(string[] args) =>
        args switch
        {
            [] => true,
            [var first, ..] when first.IndexOf('=', StringComparison.Ordinal) > 0 => true,
            [var first, _, ..] => first.StartsWith("--", StringComparison.Ordinal) && first.Length > 2,
            _ => false,
        };

    /// <summary>Null when the server is to run.</summary>
    public static string? Answer(string[] args) =>
        args switch
        {
            ["--version"] => ProductVersion.Text,
            ["--help" or "-h" or "-?"] => Help,
            _ => null,
        };
}
