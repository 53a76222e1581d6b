namespace GitLabMcp.GitLabTools.Tests;

internal static partial class ToolCases
{
    private static readonly ToolCase[] Dependencies =
    [
        Case(
            "list_dependencies",
            """{"project_id":1,"package_manager":["yarn","bundler"]}""",
            "GET /projects/1/dependencies?package_manager=yarn%2Cbundler&page=1&per_page=20",
            """
            [{"name":"rails","version":"5.0.1","package_manager":"bundler","dependency_file_path":"Gemfile.lock",
              "vulnerabilities":[{"name":"XSS","severity":"high","id":144827,"url":"https://gitlab.example.com/v/144827"}],
              "licenses":[{"name":"MIT","url":"https://opensource.org/licenses/MIT"}]}]
            """,
            """
            {"items":[{"name":"rails","version":"5.0.1","package_manager":"bundler",
              "dependency_file_path":"Gemfile.lock","licenses":[{"name":"MIT","url":"https://opensource.org/licenses/MIT"}],
              "vulnerabilities":[{"id":144827,"name":"XSS","severity":"high","url":"https://gitlab.example.com/v/144827"}]}]}
            """
        ),
    ];
}
