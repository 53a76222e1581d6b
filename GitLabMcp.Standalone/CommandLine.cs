using GitLabMcp.ServiceDefaults;

namespace GitLabMcp.Standalone;

/// <summary>The two arguments that are not settings.</summary>
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

    /// <summary>Null when the server is to run.</summary>
    public static string? Answer(string[] args) =>
        args switch
        {
            ["--version"] => ProductVersion.Text,
            ["--help" or "-h" or "-?"] => Help,
            _ => null,
        };
}
