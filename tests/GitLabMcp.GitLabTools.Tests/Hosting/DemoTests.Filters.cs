using System.Text.Json.Nodes;
using GitLabMcp.Fake;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Lists of the demo show what is asked for and no more, and its dates are those of the clock.</summary>
public sealed partial class DemoTests
{
    private static readonly DateTimeOffset Noon = new(2031, 5, 6, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Tool, its other arguments, a part of the answer, and what is not in it.</summary>
    public static TheoryData<string, string, string, string> Filtered =>
        new()
        {
            { "list_issues", "\"created_after\":\"2031-04-29T00:00:00Z\"", "Humidity", "basil" },
            { "list_issues", "\"updated_after\":\"2031-05-05T00:00:00Z\"", "\"items\":[]", "basil" },
            { "list_issues", "\"labels\":[\"sensors\"]", "Humidity", "basil" },
            { "list_issues", "\"not\":{\"labels\":[\"bug\"]}", "basil", "Humidity" },
            { "list_issues", "\"author_username\":\"bob\"", "Humidity", "basil" },
            { "list_issues", "\"assignee_username\":[\"bob\"]", "basil", "Humidity" },
            { "list_issues", "\"state\":\"closed\"", "Paint the door", "Humidity" },
            { "list_issues", "\"milestone\":\"Spring\"", "Humidity", "basil" },
            { "list_issues", "\"search\":\"fish\",\"in\":[\"description\"]", "Humidity", "basil" },
            { "list_issues", "\"search\":\"fish\",\"in\":[\"title\"]", "\"items\":[]", "Humidity" },
            { "list_issues", "\"due_date\":\"week\"", "Humidity", "basil" },
            { "list_issues", "\"iids\":[2]", "basil", "Humidity" },
            { "list_issues", "\"order_by\":\"created_at\",\"sort\":\"asc\",\"per_page\":1", "Paint the door", "Humidity" },
            { "list_issues", "\"per_page\":1,\"page\":2", "\"next_page\":3,\"total\":3", "Humidity" },
            { "list_merge_requests", "\"state\":\"merged\"", "README", "believe" },
            { "list_merge_requests", "\"reviewer_username\":\"bob\"", "believe", "README" },
            { "list_merge_requests", "\"created_after\":\"2031-05-04T00:00:00Z\"", "believe", "README" },
            { "list_commits", "\"since\":\"2031-05-05T00:00:00Z\"", "Merge branch", "Close the windows" },
            { "list_commits", "\"author\":\"alice\"", "Close the windows", "Read the humidity" },
            { "list_pipelines", "\"status\":\"failed\"", "\"id\":42", "\"id\":41" },
            { "list_labels", "\"search\":\"sens\"", "sensors", "good first issue" },
            { "list_environments", "\"name\":\"production\"", "production", "review" },
            { "list_feature_flags", "\"scope\":\"enabled\"", "night_mode", "rain_radar" },
            { "list_runners", "\"status\":\"online\"", "greenhouse-runner-1", "raspberry" },
            { "get_project_events", "\"after\":\"2031-05-02\"", "believe", "Humidity" },
        };

    [Theory]
    [MemberData(nameof(Filtered))]
    public async Task Shows_what_is_asked_for_and_no_more(string tool, string arguments, string part, string other)
    {
        await using var demo = await ToolsHost.StartAsync(DemoWorld.Build(new Clock(Noon)).AsDemo());
        var answer = await CallAsync(demo, tool, arguments);
        Assert.Contains(part, answer, StringComparison.Ordinal);
        Assert.DoesNotContain(other, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_made_is_dated_now()
    {
        await using var demo = await ToolsHost.StartAsync(DemoWorld.Build(new Clock(Noon)).AsDemo());
        await CallAsync(demo, "create_issue", "\"title\":\"Buy seeds\"");
        await CallAsync(demo, "create_note", "\"noteable_type\":\"issue\",\"noteable_iid\":4,\"body\":\"Basil first.\"");
        await CallAsync(demo, "update_issue", "\"issue_iid\":4,\"state_event\":\"close\"");
        Assert.Contains("\"created_at\":\"2031-05-06", await CallAsync(demo, "get_issue", "\"issue_iid\":4"), StringComparison.Ordinal);
        Assert.Contains("\"closed_at\":\"2031-05-06", await CallAsync(demo, "get_issue", "\"issue_iid\":4"), StringComparison.Ordinal);
        Assert.Contains(
            "\"created_at\":\"2031-05-06",
            await CallAsync(demo, "list_issue_discussions", "\"issue_iid\":4"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_retried_pipeline_waits_runs_and_fails_again()
    {
        var clock = new Clock(Noon);
        await using var demo = await ToolsHost.StartAsync(DemoWorld.Build(clock).AsDemo());
        await CallAsync(demo, "retry_pipeline", "\"pipeline_id\":42");
        Assert.Equal("running", await StatusAsync(demo));
        clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal("running", await StatusAsync(demo));
        clock.Now += TimeSpan.FromSeconds(10);
        Assert.Equal("failed", await StatusAsync(demo));
    }

    private static async Task<string?> StatusAsync(ToolsHost demo) =>
        (string?)JsonNode.Parse(await CallAsync(demo, "get_pipeline", "\"pipeline_id\":42"))!["status"];

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
