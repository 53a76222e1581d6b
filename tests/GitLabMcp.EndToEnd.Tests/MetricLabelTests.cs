using System.Text.Json;
using System.Text.RegularExpressions;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>What the Edge tells Prometheus of MCP requests.</summary>
public sealed partial class MetricLabelTests
{
    private const int Tries = 5;

    private static readonly string[] Hostile =
    [
        "glpat-CANARY-0123456789abcdef",
        "get_project\"} 1\ncanary_total 1\n",
        "GET_PROJECT_CANARY",
        "get_project,canary=\"1\"",
        new string('c', 5000) + "anary",
    ];

    [Fact]
    public async Task No_label_holds_what_a_client_wrote()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        using var reader = deployment.Client(token: null);
        foreach (var name in Hostile.Select(text => JsonSerializer.Serialize(text)))
        {
            await client.RpcAsync("tools/call", $$"""{"name":{{name}},"arguments":{} }""");
            await client.RpcAsync("tools/call", $$$"""{"name":{{{name}}},"arguments":{},"_meta":{"progressToken":{{{name}}}}}""");
            await client.RpcAsync("prompts/get", $$"""{"name":{{name}}}""");
            await client.PostAsync($$$"""{"jsonrpc":"2.0","id":1,"method":{{{name}}},"params":{}}""");
            await client.PostAsync($$$"""{"jsonrpc":"2.0","method":{{{name}}} }""");
        }

        var text = (await reader.GetAsync("/metrics/prometheus")).Text;

        Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase);
        var names = text.Split('\n').Where(IsOurs).SelectMany(line => LabelNames().Matches(line)).Select(match => match.Groups[1].Value);
        Assert.Empty(names.Except(Known));
        Assert.All(
            text.Split('\n').Where(IsOurs).SelectMany(line => LabelValues().Matches(line)),
            match => Assert.Matches("^[a-zA-Z0-9_/.+-]{1,40}$", match.Groups[1].Value)
        );
    }

    [Fact]
    public async Task Operations_are_measured_by_method_tool_and_kind_of_failure()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        using var nobody = deployment.Client(token: null);
        using var reader = deployment.Client(token: null);

        await AreMeasuredAsync(
            reader,
            async () =>
            {
                await client.CallToolAsync("get_project", """{"project_id":"group/app"}""");
                await client.CallToolAsync("get_project", """{"project_id":"no/such"}""");
                await client.CallToolAsync("no_such_tool", "{}");
                await client.RpcAsync(
                    "tools/call",
                    """{"name":"get_project","arguments":{"project_id":"group/app"},"_meta":{"progressToken":1}}"""
                );
                await client.RpcAsync("prompts/get", """{"name":"no_such_prompt"}""");
                await client.RpcAsync("no/such/method");
                await client.NotifyAsync("notifications/initialized");
                await nobody.ListToolsAsync();
            },
            Operation("""gen_ai_tool_name="get_project",mcp_method_name="tools/call" """),
            Operation("""error_type="tool_error",gen_ai_tool_name="get_project",mcp_method_name="tools/call" """),
            Operation("""error_type="-32602",gen_ai_tool_name="other",mcp_method_name="tools/call" """),
            Operation("""error_type="-32602",mcp_method_name="prompts/get" """),
            Operation("""error_type="-32601",mcp_method_name="other" """),
            Operation("""mcp_method_name="other" """),
            """gitlab_mcp_refusals_total{gitlab_mcp_refusal_reason="missing_token",service_instance_id="""
        );
    }

    private static readonly string[] Known =
    [
        "le",
        "service_instance_id",
        "mcp_method_name",
        "gen_ai_tool_name",
        "error_type",
        "outcome",
        "gitlab_mcp_refusal_reason",
        "gitlab_mcp_outcome",
        "gitlab_mcp_reason",
        "gitlab_mcp_status_class",
        "gitlab_mcp_breaker_state",
        "gitlab_mcp_session_state",
        "http_request_method",
        "db_system_name",
        "db_operation_name",
        "db_stored_procedure_name",
    ];

    /// <summary>Other tests of this process have meters of the same names, and take the series with them when they end. So the requests
    /// are sent until all series are there at once.</summary>
    private static async Task AreMeasuredAsync(McpHttp reader, Func<Task> send, params string[] samples)
    {
        IEnumerable<string> missing = samples;
        string text = "";
        for (var i = 0; i < Tries && missing.Any(); i++)
        {
            await send();
            text = (await reader.GetAsync("/metrics/prometheus")).Text;
            var counted = text.Split('\n').Where(line => !line.EndsWith(" 0", StringComparison.Ordinal)).ToList();
            missing = [.. samples.Where(sample => !counted.Any(line => line.StartsWith(sample, StringComparison.Ordinal)))];
        }

        Assert.True(!missing.Any(), $"{string.Join('\n', missing)}\nis missing in\n{text}");
    }

    private static string Operation(string labels) =>
        $"mcp_server_operation_duration_seconds_count{{{labels.TrimEnd()},service_instance_id=";

    private static bool IsOurs(string line) =>
        line.StartsWith("gitlab_mcp_", StringComparison.Ordinal)
        || line.StartsWith("mcp_", StringComparison.Ordinal)
        || line.StartsWith("db_", StringComparison.Ordinal);

    [GeneratedRegex("([a-z_]+)=\"[^\"]*\"")]
    private static partial Regex LabelNames();

    [GeneratedRegex("[a-z_]+=\"([^\"]*)\"")]
    private static partial Regex LabelValues();
}
