namespace GitLabMcp.GitLabTools.Toolsets;

/// <summary>GitLab sends all tests of a pipeline at once, often thousands of them. The answer has the totals and pages of the
/// tests, of the failed ones unless the call asks for all.</summary>
internal static class TestReport
{
    private const int MaxOutputLength = 40_000;
    private const int MinOutputLength = 400;

    public static Task<ToolReply> GetAsync(Pipelines.GetTestReport arguments, CallerGitLab gitlab, CancellationToken ct) =>
        gitlab
            .GetAsync($"projects/{arguments.Pipeline.ProjectId}/pipelines/{arguments.Pipeline.PipelineId}/test_report", ct)
            .ThenAsync(answer =>
                answer.IsJson
                    ? ToolReply.Json(Page(answer.Json(), arguments))
                    : ToolReply.Refuse("GitLab answered with something that is not JSON instead of data. Try again.", Retry.Later)
            );

    private static JsonObject Page(JsonElement report, Pipelines.GetTestReport arguments)
    {
        var page = ToolJson.Pick(report, "total_time", "total_count", "success_count", "failed_count", "error_count", "skipped_count");
        var cases = Cases(report).Where(test => !arguments.OnlyFailed || test.Status is "failed" or "error").ToList();
        var skipped = (int)Math.Min((arguments.Page - 1L) * arguments.PerPage, cases.Count);
        var maxLength = Math.Max(MaxOutputLength / arguments.PerPage, MinOutputLength);
        page["test_cases"] = new JsonArray([
            .. cases.Skip(skipped).Take(arguments.PerPage).Select(test => Case(test.Suite, test.Test, maxLength)),
        ]);
        if (cases.Count > skipped + arguments.PerPage)
        {
            page["next_page"] = arguments.Page + 1;
        }

        page["total"] = cases.Count;
        return page;
    }

    private static IEnumerable<(string? Suite, string? Status, JsonElement Test)> Cases(JsonElement report) =>
        from suite in Entries(report, "test_suites"u8)
        from test in Entries(suite, "test_cases"u8)
        select (Text(suite, "name"), Text(test, "status"), test);

    private static JsonObject Case(string? suite, JsonElement test, int maxLength)
    {
        var shown = new JsonObject { ["suite"] = suite };
        foreach (var (name, value) in ToolJson.Pick(test, "status", "name", "classname", "file", "execution_time"))
        {
            shown[name] = value?.DeepClone();
        }

        foreach (var name in (ReadOnlySpan<string>)["system_output", "stack_trace"])
        {
            if (Text(test, name) is { Length: > 0 } output)
            {
                shown[name] = TextWindow.Of(output, 0, maxLength, canGoOn: false);
            }
        }

        return shown;
    }

    private static JsonElement.ArrayEnumerator Entries(JsonElement of, ReadOnlySpan<byte> name) =>
        of.TryGetProperty(name, JsonValueKind.Array, out var list) ? list.EnumerateArray() : default;

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ToString()
            : null;
}
