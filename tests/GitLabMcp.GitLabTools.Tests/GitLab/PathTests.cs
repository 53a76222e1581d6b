using System.Text.Json.Nodes;
using GitLabMcp.Fake;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>An argument never leads to another route, and a token never goes to another origin (docs/reliability.md, S17 and S6).</summary>
public sealed class PathTests
{
    private static readonly string[] Hostile =
    [
        "",
        " ",
        ".",
        "..",
        "../..",
        "a/../b",
        "a/..",
        "./a",
        "%2e%2e",
        "%2e%2e%2f%2e%2e",
        "..%2f..",
        "//",
        "\\..\\",
        "a\\..\\b",
        "?x=1",
        "#x",
        "a\u0000b",
        "a\nb",
        "a\r\nX: y",
        ";x",
        "@host",
        "http://evil.example/",
        "\ud800",
    ];

    /// <summary>What is asked for the numbers of things that a call names, and for branches.</summary>
    private static readonly string[] Lookups =
    [
        "/api/v4/users",
        "/api/v4/projects/1",
        "/api/v4/groups/1",
        "/api/v4/namespaces/1",
        "/api/v4/projects/1/milestones",
        "/api/v4/groups/1/milestones",
        "/api/v4/projects/1/members/all",
    ];

    public static IEnumerable<TheoryDataRow<ToolCase>> Cases =>
        ToolCases.All.Select(one => new TheoryDataRow<ToolCase>(one) { TestDisplayName = one.ToString() });

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task No_argument_of_any_tool_leads_to_another_route(ToolCase one)
    {
        await using var host = await ToolsHost.StartAsync();
        one.Script(host.GitLab);

        // A request that fails may lead to another of the tool's requests, as another of its cases shows.
        var benign = ToolCases
            .All.Where(other => other.Tool == one.Tool)
            .SelectMany(other => other.Requests)
            .Select(request =>
                (
                    request.StartsWith("GRAPHQL", StringComparison.Ordinal)
                        ? "/api/graphql"
                        : "/api/v4" + request.Split(' ')[1].Split('?')[0]
                ).Split('/')
            )
            .Concat(Lookups.Select(path => path.Split('/')))
            .ToList();
        var arguments = JsonNode.Parse(one.Arguments)!.AsObject();
        foreach (var name in arguments.Select(argument => argument.Key).ToList())
        {
            foreach (var hostile in Hostile)
            {
                var changed = arguments.DeepClone().AsObject();
                changed[name] = changed[name] is JsonArray ? new JsonArray(hostile) : hostile;
                host.GitLab.ForgetRequests();
                await host.SendAsync(one.Tool, changed.ToJsonString());
                Assert.All(
                    host.GitLab.Requests,
                    request =>
                    {
                        var path = request.Path.Split('/');
                        Assert.True(
                            benign.Exists(known =>
                                known.Length == path.Length && known.Zip(path).Count(both => both.First != both.Second) <= 1
                            ),
                            request.Line
                        );
                        Assert.DoesNotContain(path.Skip(1), segment => Uri.UnescapeDataString(segment) is "." or ".." or "");
                    }
                );
            }
        }
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("")]
    [InlineData("a\u0001")]
    public async Task Dots_control_characters_and_nothing_are_refused_with_the_rule(string id)
    {
        await using var host = await ToolsHost.StartAsync();
        var sentence = await host.RefusalAsync("get_project", new JsonObject { ["project_id"] = id }.ToJsonString());
        Assert.Contains("Argument project_id must be a number or a text that is not empty", sentence, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_moved_project_is_found_within_the_origin()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/old%2Fapp").Redirect(301, host.GitLab.ApiUrl + "/projects/1");
        Assert.Contains("\"id\":1", await host.CallAsync("get_project", """{"project_id":"old/app"}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_another_origin_is_not_followed(int status)
    {
        await using var host = await ToolsHost.StartAsync();
        await using var sink = await new FakeGitLab().StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1").Redirect(status, sink.ApiUrl + "/projects/1");
        Assert.Contains("redirect", await host.RefusalAsync("get_project", """{"project_id":1}"""), StringComparison.Ordinal);
        Assert.Empty(sink.Requests);
    }

    [Fact]
    public async Task A_write_follows_no_redirect_and_a_circle_ends()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("PUT", "/api/v4/projects/1").Redirect(307, host.GitLab.ApiUrl + "/projects/2");
        Assert.Contains("redirect", await host.RefusalAsync("update_project", """{"project_id":1,"name":"x"}"""), StringComparison.Ordinal);
        Assert.Single(host.GitLab.Requests);

        host.GitLab.ForgetRequests();
        host.GitLab.On("GET", "/api/v4/projects/1").Redirect(302, "/api/v4/projects/1");
        Assert.Contains("redirect", await host.RefusalAsync("get_project", """{"project_id":1}"""), StringComparison.Ordinal);
        Assert.Equal(4, host.GitLab.Requests.Count);
    }
}
