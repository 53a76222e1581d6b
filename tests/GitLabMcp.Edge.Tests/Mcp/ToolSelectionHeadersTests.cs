using GitLabMcp.Edge.Mcp;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.Edge.Tests.Mcp;

public sealed class ToolSelectionHeadersTests
{
    [Fact]
    public void Asks_for_the_operators_own_selection_when_nothing_is_said() =>
        Assert.Same(ToolSelectionHeaders.Default, ToolSelectionHeaders.Of(Request("")));

    [Fact]
    public void Reads_headers_and_query_parameters_alike()
    {
        var byHeader = ToolSelectionHeaders.Of(
            Request("", ("X-GitLab-Toolsets", "labels, issues"), ("X-GitLab-Tools", "get_project"), ("X-GitLab-Read-Only", "true"))
        );
        var byQuery = ToolSelectionHeaders.Of(Request("?toolsets=Issues,labels,issues&x-gitlab-tools=get_project&read_only=1"));

        Assert.Equal(["issues", "labels"], byHeader.Selection.Toolsets);
        Assert.Equal(["get_project"], byHeader.Selection.Tools);
        Assert.True(byHeader.Selection.ReadOnly);
        Assert.Equal(byHeader.Key, byQuery.Key);
        Assert.Equal(byHeader.Selection, byQuery.Selection);
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("true", true)]
    [InlineData("perhaps", true)]
    public void Reads_an_unclear_word_as_read_only(string word, bool isReadOnly) =>
        Assert.Equal(isReadOnly, ToolSelectionHeaders.Of(Request("?read_only=" + word)).Selection.ReadOnly);

    [Theory]
    [InlineData("read_only")]
    [InlineData("readonly")]
    [InlineData("read-only")]
    [InlineData("readOnly")]
    public void Reads_read_only_in_each_spelling(string name) =>
        Assert.True(ToolSelectionHeaders.Of(Request($"?{name}=true")).Selection.ReadOnly);

    private static HttpRequest Request(string query, params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        return request;
    }
}
