using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Tools.Answers;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The log of a job, window by window.</summary>
public sealed class JobLogTests
{
    [Fact]
    public async Task A_long_log_is_read_from_its_end_window_by_window_without_loss()
    {
        await using var host = await ToolsHost.StartAsync();
        List<string> lines = [.. Enumerable.Range(0, 5000).Select(number => $"{number} \"quoted\" \\ {new string('é', number % 50)}")];
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8/trace").Answer(200, string.Join('\n', lines) + "\n");
        foreach (var tail in (bool[])[true, false])
        {
            List<string> read = [];
            for (var offset = 0; read.Count < lines.Count; )
            {
                var text = await host.CallAsync(
                    "get_pipeline_job_output",
                    new JsonObject
                    {
                        ["project_id"] = 1,
                        ["job_id"] = 8,
                        ["limit"] = 3000,
                        ["offset"] = offset,
                        ["tail"] = tail,
                    }.ToJsonString()
                );
                Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(text), 1, AnswerShape.MostBytes);
                var window = ((string)JsonNode.Parse(text)!["log"]!).Split('\n');
                read.InsertRange(tail ? 0 : read.Count, window);
                offset += window.Length;
            }

            Assert.Equal(lines, read);
        }
    }

    [Theory]
    [InlineData("", """{"lines_total":0,"log":"","note":"The log is empty."}""")]
    [InlineData("one\n", """{"lines_total":1,"log":"one","note":"Lines 1 to 1 of 1."}""")]
    public async Task A_short_log_says_so(string trace, string answer)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8/trace").Answer(200, trace);
        Assert.Equal(answer, await host.CallAsync("get_pipeline_job_output", """{"project_id":1,"job_id":8}"""));
    }

    [Fact]
    public async Task A_line_without_end_says_that_it_is_shortened()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8/trace").Answer(200, new string('x', 300_000));
        Assert.Contains(
            "of 300000",
            await host.CallAsync("get_pipeline_job_output", """{"project_id":1,"job_id":8}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "past them",
            await host.CallAsync("get_pipeline_job_output", """{"project_id":1,"job_id":8,"offset":1}"""),
            StringComparison.Ordinal
        );
    }
}
