using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Every REST request that the tools send, against GitLab's OpenAPI document (doc/api/openapi in GitLab's own
/// repository); GITLAB_OPENAPI is the path of the file.</summary>
public sealed class OpenApiTests
{
    /// <summary>Where the document does not say what GitLab does: a part of the finding, and how we know.</summary>
    private static readonly (string Part, string Why)[] Exceptions =
    [
        ("/merge_requests/{merge_request_iid}/pipelines: no query parameter", "the list has pages, as its answer's headers say"),
        (
            "DELETE /api/v4/groups/{id}/variables/{key}: no query parameter filter[environment_scope]",
            "GET and PUT of the same path have it, and keys may repeat with another scope"
        ),
        (
            "/merge_requests/5/conflicts: no such operation",
            "not in the document; answers 404 where a GitLab lacks it, and then the merge request itself is asked"
        ),
        (
            "HEAD /api/v4/projects/{id}/repository/files/{file_path}: no query parameter ref",
            "GET of the same path has it, and docs.gitlab.com/api/repository_files documents HEAD with ref"
        ),
        ("/access_tokens: no query parameter p", "the list has pages: GitLab's code paginates it, and its answer's headers say so"),
        ("/api/v4/orbit/", "an experiment of GitLab's, described in docs.gitlab.com/cli/orbit only"),
    ];

    [Fact]
    public async Task Every_request_is_in_the_document()
    {
        var path = Environment.GetEnvironmentVariable("GITLAB_OPENAPI");
        Assert.SkipWhen(path is null, "Not run: GITLAB_OPENAPI does not name a file with GitLab's OpenAPI document.");
        var document = new OpenApiDocument(JsonNode.Parse(await File.ReadAllTextAsync(path!, TestContext.Current.CancellationToken))!);
        var (sent, tools, found, excused) = (0, new HashSet<string>(), new SortedSet<string>(), new HashSet<string>());
        foreach (var one in ToolCases.All)
        {
            await using var host = await ToolsHost.StartAsync();
            one.Script(host.GitLab);
            await host.SendAsync(one.Tool, one.Arguments);
            foreach (var request in host.GitLab.Requests.Where(request => request.Path != "/api/graphql"))
            {
                sent++;
                tools.Add(one.Tool);
                foreach (var finding in document.Check(request).Select(finding => $"{one.Tool}: {finding}"))
                {
                    (
                        Array.Exists(Exceptions, known => finding.Contains(known.Part, StringComparison.Ordinal))
                            ? (ICollection<string>)excused
                            : found
                    ).Add(finding);
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage(
            $"{sent} requests of {tools.Count} tools against {document.Count} operations; {excused.Count} findings excused"
        );
        Assert.NotEqual(0, sent);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
