using System.Text;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools.Answers;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A list of more than 1 MiB is shown like a shorter one, and costs little more (docs/reliability.md, S23).</summary>
public sealed class LargeListTests
{
    private const int MaxAllocated = 2 * 1024 * 1024;
    private static readonly string Row = $$"""{"id":1,"iid":7,"title":"{{new string('t', 1000)}}","labels":[]}""";
    private static readonly AnswerShape Issues = new(
        AllToolsets.List.SelectMany(set => set.Tools).Single(tool => tool.Name == "list_issues")
    );

    [Theory]
    [InlineData(1_000)]
    [InlineData(3_000)]
    public void A_long_list_is_cut_and_counted(int rows)
    {
        var text = Text(Shape(List(rows)));
        Assert.StartsWith("{\"items\":[{\"iid\":7,", text, StringComparison.Ordinal);
        Assert.Matches($"\"note\":\"Only [0-9]+ of {rows} entries fit into one answer", text);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 50_000, 100_000);
    }

    [Theory]
    [InlineData("]]")]
    [InlineData("")]
    [InlineData(",]")]
    [InlineData("] x")]
    public void A_long_list_that_is_no_JSON_at_its_end_is_no_data(string end)
    {
        var refused = Assert.IsType<ToolReply.Refused>(Shape(List(3_000)[..^1] + end));
        Assert.Contains("something that is not JSON instead of data", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_15_MB_allocates_little()
    {
        Shape(List(3_000));
        using var answer = Answer(List(14_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Text(Issues.Shape(answer, View));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
    }

    private static View View => new(IsFull: false, Offset: 0, Page: 0, PerPage: 20, Rows: null);

    private static string List(int rows) => $"[{string.Join(',', Enumerable.Repeat(Row, rows))}]";

    private static string Text(ToolReply reply) => Assert.IsType<ToolReply.Text>(reply).Content;

    private static ToolReply Shape(string json)
    {
        using var answer = Answer(json);
        return Issues.Shape(answer, View);
    }

    private static GitLabAnswer Answer(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var rented = AnswerArrays.Rent(bytes.Length);
        bytes.CopyTo(rented, 0);
        return new(200, "application/json", rented, bytes.Length, default);
    }
}
