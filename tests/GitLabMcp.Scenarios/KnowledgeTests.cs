using System.Text.Json.Nodes;

namespace GitLabMcp.Scenarios;

/// <summary>What makes a call a dead end.</summary>
public sealed class KnowledgeTests
{
    private const string Listed = """
        [{"name":"get_issue","inputSchema":{"properties":{"project_id":{},"issue_iid":{},"include":{"enum":["links"]}}}}]
        """;

    private readonly Knowledge _knowledge = new("Read the newest issue of garden/greenhouse", "", JsonNode.Parse(Listed)!.AsArray());

    [Theory]
    [InlineData("get_issue", """{"project_id":"garden/greenhouse","issue_iid":17,"include":["links"]}""", null)]
    [InlineData("get_issue", """{"project_id":"garden/compost","issue_iid":17}""", "Dead end: project_id of get_issue is garden/compost")]
    [InlineData("get_issue", """{"project_id":"garden/greenhouse","issue_iid":7}""", "Dead end: issue_iid of get_issue is 7")]
    [InlineData("get_issue", """{"project_id":"links"}""", "Dead end: project_id of get_issue is links")]
    [InlineData("get_issue", """{"detail":"full"}""", "Nothing has shown detail of get_issue.")]
    [InlineData("get_label", "{}", "Nothing has shown get_label with its arguments.")]
    public void A_call_takes_what_the_task_and_the_answers_say_and_the_tools_show(string tool, string arguments, string? problem)
    {
        _knowledge.Add("""{"items":[{"iid":17,"title":"Open the window"}]}""");

        var failure = Record.Exception(() => _knowledge.Check(tool, JsonNode.Parse(arguments)!.AsObject()));

        Assert.StartsWith(problem ?? "", failure?.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(problem is null, failure is null);
    }
}
