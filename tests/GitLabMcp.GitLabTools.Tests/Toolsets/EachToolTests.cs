using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.Fake.Http;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Json;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tests;

public sealed partial class EachToolTests
{
    public static IEnumerable<TheoryDataRow<ToolCase>> Cases =>
        ToolCases.All.Select(one => new TheoryDataRow<ToolCase>(one) { TestDisplayName = one.ToString() });

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Asks_GitLab_for_the_right_thing_and_shows_the_answer(ToolCase one)
    {
        using var audit = new AuditRecords();
        await using var host = await ToolsHost.StartAsync(settings: AuditRecords.Settings, configure: audit.Capture);
        one.Script(host.GitLab);
        var text = await host.CallAsync(one.Tool, one.Arguments);
        audit.HasOneIntentAndOneOutcomeOfEach(host.GitLab.Requests.Where(IsWrite), one.Tool);
        var asked = host.GitLab.Requests.Select(request => Line(request));
        Assert.Equal(one.AnyOrder ? one.Requests.Order() : one.Requests, one.AnyOrder ? asked.Order() : asked);
        Assert.All(host.GitLab.Requests, request => Assert.Equal("alice", request.User));
        JsonNode.Parse(text);
        if (one.Answer is ['…', .. var part])
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(one.Answer, text);
        }
    }

    public static TheoryData<ToolCase> Composed => [.. ToolCases.All.Where(one => Find(one.Tool).Fields.Count > 0)];

    [Theory]
    [MemberData(nameof(Composed), DisableDiscoveryEnumeration = true)]
    public async Task An_answer_has_the_fields_that_its_schema_tells(ToolCase one)
    {
        await using var host = await ToolsHost.StartAsync();
        one.Script(host.GitLab);
        var answer = JsonNode.Parse(await host.CallAsync(one.Tool, one.Arguments))!.AsObject();
        var schema = JsonNode.Parse((await host.ListAsync()).Single(tool => tool.Name == one.Tool).OutputSchema.Span)!;
        var fields = schema["properties"]!.AsObject();
        Assert.Equal("object", (string?)schema["type"]);
        Assert.Contains(answer, field => fields.ContainsKey(field.Key));
        Assert.All(
            fields.Where(field => answer.ContainsKey(field.Key)),
            field => Assert.Equal(field.Value!["type"] is not null, answer[field.Key] is JsonArray)
        );

        // The user's own fields are GitLab's.
        Assert.True(one.Tool == "whoami" || answer.All(field => fields.ContainsKey(field.Key)), answer.ToJsonString());
    }

    [Fact]
    public async Task Every_tool_is_called_here()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Equal((await host.ListAsync()).Select(tool => tool.Name).Order(), ToolCases.All.Select(one => one.Tool).Distinct().Order());
        Assert.Equal(AllToolsets.List.Sum(toolset => toolset.Tools.Count), (await host.ListAsync()).Count);
    }

    private static Tool Find(string name) => AllToolsets.List.SelectMany(toolset => toolset.Tools).Single(tool => tool.Name == name);

    /// <summary>GraphQL reads by POST, and so do two other endpoints.</summary>
    private static bool IsWrite(RecordedRequest request) =>
        request.Method is not ("GET" or "HEAD")
        && !request.Path.EndsWith("/ci/lint", StringComparison.Ordinal)
        && !request.Path.EndsWith("/orbit/query", StringComparison.Ordinal)
        && (request.Path != "/api/graphql" || request.Json!["query"]!.GetValue<string>().StartsWith("mutation", StringComparison.Ordinal));

    /// <summary>Brackets of arrays are as good escaped as not.</summary>
    private static string Line(RecordedRequest request)
    {
        if (request.Path == "/api/graphql" && request.Json is { } graphql)
        {
            var name = Operation().Match(graphql["query"]!.GetValue<string>()).Groups[1].Value;
            return $"GRAPHQL {name} {graphql["variables"]!.ToJsonString(ToolJson.Options)}";
        }

        var line = $"{request.Method} {request.Path["/api/v4".Length..]}{(request.Query.Length > 0 ? "?" + request.Query : "")}";
        var isFile = request.Headers.GetValueOrDefault("content-type")?.StartsWith("multipart/", StringComparison.Ordinal) == true;
        return request.Body.Length == 0 ? line
            : isFile ? line + " …"
            : $"{line} {request.Body}";
    }

    [GeneratedRegex(@"^(?:query|mutation) (\w+)")]
    private static partial Regex Operation();
}
