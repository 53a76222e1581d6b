using System.Buffers;
using System.Text;
using GitLabMcp.Edge.Mcp;

namespace GitLabMcp.Edge.Tests.Mcp;

public sealed class DuplicateMembersTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("null", false)]
    [InlineData("""{"a":{"b":1},"b":[{"a":1},{"a":1}]}""", false)]
    [InlineData("""{"a":1,"A":1}""", false)]
    [InlineData("""{"a":1,"a":1}""", true)]
    [InlineData("""{"a":1,"\u0061":1}""", true)]
    [InlineData("""{"_meta":{"a":1,"a":1}}""", true)]
    [InlineData("""{"capabilities":{"a":[{"b":1,"b":2}]}}""", true)]
    public void Are_found_on_every_level(string json, bool found) =>
        Assert.Equal(found, DuplicateMembers.AreIn(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json))));
}
