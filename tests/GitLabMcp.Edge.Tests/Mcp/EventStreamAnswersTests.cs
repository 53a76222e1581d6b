using System.Text;
using GitLabMcp.Edge.Mcp;
using GitLabMcp.Edge.Mcp.SdkWorkarounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.Edge.Tests.Mcp;

public sealed class EventStreamAnswersTests : IAsyncDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryStream _client = new();
    private readonly DefaultHttpContext _context = new();
    private readonly EventStreamAnswers _answers;

    public EventStreamAnswersTests() => _answers = new EventStreamAnswers(_client, _context, new CallState(), _time);

    [Fact]
    public void A_silent_call_gets_a_comment_every_five_seconds()
    {
        _context.Response.ContentType = "text/event-stream";

        _time.Advance(Silence * 2);

        Assert.Equal(": still working\n\n: still working\n\n", Sent);
    }

    [Fact]
    public void No_comment_starts_the_response_before_the_SDK_has_set_its_headers()
    {
        _time.Advance(Silence);

        Assert.Empty(Sent);
    }

    [Fact]
    public async Task No_comment_follows_the_answer()
    {
        _context.Response.ContentType = "text/event-stream";
        await _answers.WriteAsync("data: {}\n\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await _answers.CompleteAsync();

        _time.Advance(Silence);

        Assert.Equal("data: {}\n\n", Sent);
    }

    public async ValueTask DisposeAsync() => await _answers.DisposeAsync();

    private string Sent => Encoding.UTF8.GetString(_client.ToArray());
}
