using System.Text;
using GitLabMcp.Edge.Mcp;
using GitLabMcp.Edge.Mcp.SdkWorkarounds;

namespace GitLabMcp.Edge.Tests.Mcp;

public sealed class AcceptHeaderTests
{
    [Theory]
    [InlineData("application/json, text/event-stream", true)]
    [InlineData("text/event-stream", true)]
    [InlineData("application/json;q=0.9,Text/Event-Stream;q=0.1", true)]
    [InlineData("application/json", false)]
    [InlineData("*/*", false)]
    [InlineData("", false)]
    [InlineData("text/html", false)]
    [InlineData("application/json, text/event-stream;q=0", false)]
    [InlineData("application/json, text/event-stream;q=0.0", false)]
    public void Gives_an_event_stream_only_to_clients_that_name_it(string accept, bool isStream) =>
        Assert.Equal(isStream, AcceptHeader.TakesEventStream(accept));

    [Theory]
    [InlineData("event: message\ndata: {\"a\":1}\n\n", "{\"a\":1}")]
    [InlineData("data: {\"a\":\"data: \\ndata: \"}\n\n", "{\"a\":\"data: \\ndata: \"}")]
    public void Takes_the_data_of_an_event_for_the_answer(string events, string answer) =>
        Assert.Equal(answer, Encoding.UTF8.GetString(PlainJsonAnswers.Data(Encoding.UTF8.GetBytes(events)).Span));
}
