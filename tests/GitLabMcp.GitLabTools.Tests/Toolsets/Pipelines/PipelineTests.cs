using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Tools.Answers;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Reports, artifacts and variables of pipelines, and the checks of their configuration.</summary>
public sealed class PipelineTests
{
    [Fact]
    public async Task A_test_report_of_any_size_fits_page_by_page()
    {
        await using var host = await ToolsHost.StartAsync();
        var cases = new JsonArray([
            .. Enumerable
                .Range(0, 120)
                .Select(number => new JsonObject
                {
                    ["status"] = "failed",
                    ["name"] = $"t{number}",
                    ["system_output"] = new string('x', 20_000),
                }),
        ]);
        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/46/test_report")
            .Answer(
                200,
                new JsonObject
                {
                    ["test_suites"] = new JsonArray(new JsonObject { ["name"] = "unit", ["test_cases"] = cases }),
                }.ToJsonString()
            );
        var first = await host.CallAsync("get_pipeline_test_report", """{"project_id":1,"pipeline_id":46,"per_page":100}""");
        Assert.InRange(first.Length, 1, AnswerShape.MostBytes);
        Assert.Equal((100, 2), (JsonNode.Parse(first)!["test_cases"]!.AsArray().Count, (int)JsonNode.Parse(first)!["next_page"]!));
        Assert.Contains("of 20000", first, StringComparison.Ordinal);
        Assert.Equal(
            20,
            JsonNode.Parse(
                await host.CallAsync("get_pipeline_test_report", """{"project_id":1,"pipeline_id":46,"per_page":100,"page":2}""")
            )!["test_cases"]!
                .AsArray()
                .Count
        );
    }

    [Fact]
    public async Task A_job_without_artifacts_has_no_link()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8").Answer(200, """{"id":8,"artifacts":[],"web_url":"x"}""");
        Assert.Contains(
            "has no artifacts",
            await host.RefusalAsync("download_job_artifacts", """{"project_id":1,"job_id":8}"""),
            StringComparison.Ordinal
        );
    }

    /// <summary>Secrets are removed from full answers too (docs/reliability.md, S16).</summary>
    [Theory]
    [InlineData("list_project_variables", "projects/1/variables", """[{"key":"T","value":"planted","masked":true}]""")]
    [InlineData("list_pipeline_triggers", "projects/1/triggers", """[{"id":1,"token":"planted"}]""")]
    [InlineData(
        "list_webhooks",
        "projects/1/hooks",
        """[{"id":1,"token":"planted","signing_token":"planted","url":"https://u:planted@x.example/"}]"""
    )]
    public async Task Secrets_are_left_out_of_full_answers_too(string tool, string path, string answer)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/" + path).Answer(200, answer);
        Assert.DoesNotContain("planted", await host.CallAsync(tool, """{"project_id":1,"detail":"full"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switch_adds_the_lint_tools_too()
    {
        await using var host = await ToolsHost.StartAsync(
            settings: ["--GITLAB_TOOLSETS=groups", "--GITLAB_TOOLS=get_project", "--USE_PIPELINE=true"]
        );
        var tools = await host.ListAsync();
        Assert.Equal(Toolsets.Pipelines.Toolset.Tools.Count + Toolsets.Groups.Toolset.Tools.Count + 1 + 2, tools.Count);
        Assert.Contains(tools, tool => tool.Name == "validate_ci_lint");
        Assert.True(tools.Single(tool => tool.Name == "approve_deployment").Destructive);
        Assert.True(tools.Single(tool => tool.Name == "erase_pipeline_job").Destructive);
    }
}
