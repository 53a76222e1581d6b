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

    [Theory]
    [InlineData(
        "2026-01-05T09:30:00.000001Z 00O Build\n2026-01-05T09:30:01.000001Z 01E long wo\n2026-01-05T09:30:01.000002Z 01E+rd\n",
        "Build\nlong word"
    )]
    [InlineData("2026-01-05T09:30:00.000001Z 00O \n2026-01-05T09:30:00.000001Z 00O\n2026-01-05T09:30:00.000001Z ffE x\n", "\n\nx")]
    [InlineData("2026-01-05T09:30:00.000001Z 00O+first\n2026-01-05T09:30:00.000001Z 00O second\n", "first\nsecond")]
    [InlineData(
        "2026-01-05T09:30:00.000001Z 00O 10%\r\n2026-01-05T09:30:00.000001Z 00O+20%\r\n2026-01-05T09:30:00.000001Z 00O+done\n",
        "done"
    )]
    [InlineData(
        "2026-01-05T09:30:00.000001Z 00X text\n2026-01-05T09:30:00Z 00O text\n",
        "2026-01-05T09:30:00.000001Z 00X text\n2026-01-05T09:30:00Z 00O text"
    )]
    [InlineData("\u001b[32mok\u001b(B\u001b[m \u001b]8;;https://e.test\adoc\u001b]8;;\a\n", "ok doc")]
    [InlineData("\u001b]8;;https://e.test\u001b\\doc\u001b]8;;\u001b\\\n\u001b]0;title\u009cx\n", "doc\nx")]
    [InlineData("\u001b[38:2::1:2:3mred\u001b[0 q\u001b[?25l\u001b[>4;1m\u001b[2K\u001b[1;31m!\u001b[!p\n", "red!")]
    [InlineData("\u009b31mred\u009b0m \u009d0;title\u009cx\u0090q#0\u009cy\u0084z\n", "red xyz")]
    [InlineData("\u001bPq#0;1\u001b\\a\u001bXhidden\u001b\\b\u001b^private\u001b\\c\u001b_app\u001b\\d\n", "abcd")]
    [InlineData("\u001bca\u001b7b\u001b8c\u001bNd\u001bOe\u001b#8f\u001b%Gg\u001b=h\u001b>\n", "abcdefgh")]
    [InlineData("50%\b\b\b60%\nN\bNA\bA\nab\b\b\bc\n", "60%\nNA\ncb")]
    [InlineData("10%\r20%\rdone\r\nplain\r\n", "done\nplain")]
    [InlineData(
        "section_start:1560896352:build[collapsed=true]\r\u001b[0KBuild\n"
            + "section_end:1560896353:build\r\u001b[0Ksection_start:1:b\r\u001b[0KNext\n",
        "Build\nNext"
    )]
    [InlineData("a\u001b]no end\na\u001b[12", "ano end\na")]
    [InlineData("a\u001b", "a")]
    [InlineData("tab\there\u0000\u007f \ud83d\ude00\n", "tab\there \ud83d\ude00")]
    public async Task A_log_reads_as_a_person_sees_it(string trace, string log)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Trace).Answer(200, trace, "text/plain");
        foreach (var tail in (string[])["true", "false"])
        {
            Assert.Equal(log, (string?)(await LogAsync(host, $$"""{"project_id":1,"job_id":8,"tail":{{tail}}}"""))["log"]);
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_read_as_Latin_1()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Trace).Text([.. "caf"u8, 0xE9, 0x9B, .. "31m! é\n"u8], knowsRanges: false);
        Assert.Equal("café! é", (string?)(await LogAsync(host, Job))["log"]);
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(20, false)]
    [InlineData(100, true)]
    [InlineData(100, false)]
    public async Task The_end_of_a_log_of_any_size_is_read(int megabytes, bool knowsRanges)
    {
        await using var host = await ToolsHost.StartAsync();
        var lines = megabytes * 10_000;
        var trace = new byte[lines * 100];
        for (var line = 0; line < lines; line++)
        {
            trace.AsSpan(line * 100, 100).Fill((byte)'.');
            System.Text.Encoding.ASCII.GetBytes($"{line} ", trace.AsSpan(line * 100));
            trace[(line * 100) + 99] = (byte)'\n';
        }

        host.GitLab.On("GET", Trace).Text(trace, knowsRanges);
        var end = await LogAsync(host, """{"project_id":1,"job_id":8,"limit":3}""");
        Assert.Equal([lines - 3, lines - 2, lines - 1], Numbers(end));
        Assert.EndsWith("For earlier ones: offset=3.", (string?)end["note"], StringComparison.Ordinal);

        var before = await LogAsync(host, """{"project_id":1,"job_id":8,"limit":2,"offset":3}""");
        Assert.Equal([lines - 5, lines - 4], Numbers(before));

        var deep = await LogAsync(host, """{"project_id":1,"job_id":8,"limit":2,"offset":150000}""");
        Assert.Equal([lines - 150_002, lines - 150_001], Numbers(deep));
        Assert.Contains($" of {lines}.", (string?)deep["note"], StringComparison.Ordinal);

        var inside = await LogAsync(host, """{"project_id":1,"job_id":8,"limit":2,"offset":170000,"tail":false}""");
        Assert.Equal([170_000, 170_001], Numbers(inside));
        Assert.Equal(lines, (int?)inside["lines_total"]);

        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/3").Answer(200, """{"id":3,"project_id":1,"status":"failed"}""");
        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/3/jobs").Answer(200, """[{"id":8,"name":"build"}]""");
        host.GitLab.On("GET", "/api/v4/projects/1/pipelines/3/bridges").Answer(200, "[]");
        var failures = JsonNode.Parse(await host.CallAsync("get_pipeline_failures", """{"project_id":1,"pipeline_id":3,"lines":2}"""))!;
        Assert.Equal([lines - 2, lines - 1], Numbers(failures["failed_jobs"]![0]!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("one\ntwo\n")]
    public async Task A_short_log_is_read_by_range_as_without(string trace)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Trace).Text(System.Text.Encoding.UTF8.GetBytes(trace), knowsRanges: true);
        var log = await LogAsync(host, Job);
        Assert.Equal(trace.TrimEnd('\n'), (string?)log["log"]);
        Assert.Equal(trace.Count(c => c == '\n'), (int?)log["lines_total"]);
    }

    [Fact]
    public async Task A_progress_line_of_many_megabytes_shows_its_last_state()
    {
        await using var host = await ToolsHost.StartAsync();
        var progress = string.Concat(Enumerable.Range(0, 300_000).Select(step => $"step {step}\r")) + "ready\n";
        host.GitLab.On("GET", Trace).Answer(200, "start\n" + progress, "text/plain");
        foreach (var tail in (string[])["true", "false"])
        {
            Assert.Equal("start\nready", (string?)(await LogAsync(host, $$"""{"project_id":1,"job_id":8,"tail":{{tail}}}"""))["log"]);
        }
    }

    private const string Trace = "/api/v4/projects/1/jobs/8/trace";
    private const string Job = """{"project_id":1,"job_id":8}""";

    private static async Task<JsonNode> LogAsync(ToolsHost host, string arguments) =>
        JsonNode.Parse(await host.CallAsync("get_pipeline_job_output", arguments))!;

    private static IEnumerable<int> Numbers(JsonNode window) =>
        ((string)window["log"]!)
            .Split('\n')
            .Select(line => int.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
}
