using System.Text;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Long texts by address: each part says which it is and the address of the next.</summary>
public sealed class ResourceWindowTests
{
    [Fact]
    public async Task A_folder_is_listed_and_a_long_file_goes_on_by_offset()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/repository/files/src").Answer(404, """{"message":"404 File Not Found"}""");
        host.GitLab.On("GET", "/api/v4/projects/1/repository/tree").Answer(200, """[{"path":"src/a","type":"blob"}]""");
        var folder = (await ReadAsync(host, "gitlab://projects/1/files/main/src")).Content;
        Assert.Equal("application/json", folder.MimeType);
        Assert.Contains("\"path\":\"src/a\"", folder.Text, StringComparison.Ordinal);

        var text = string.Concat(Enumerable.Range(0, 30_000).Select(number => $"{number:D6}\n"));
        host.GitLab.On("GET", "/api/v4/projects/1/repository/files/long")
            .Answer(
                200,
                $$"""{"file_path":"long","encoding":"base64","content":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}"}"""
            );
        var first = (await ReadAsync(host, "gitlab://projects/1/files/main/long")).Content;
        Assert.InRange(first.Text.Length, 10_000, 100_000);
        Assert.Equal($"Characters 0 to {first.Text.Length} of 210000.", first.Note);
        Assert.Equal($"gitlab://projects/1/files/main/long?offset={first.Text.Length}", first.Next);
        var whole = first.Text;
        for (var next = first.Next; next.Length > 0; )
        {
            var content = (await ReadAsync(host, next)).Content;
            (whole, next) = (whole + content.Text, content.Next);
        }

        Assert.Equal(text, whole);
    }

    [Theory]
    [InlineData("x\n[characters 0 to 1 of 9; go on with offset=1 for the rest]")]
    [InlineData("x\n[characters 1 to 2 of 2: the end]")]
    public async Task What_a_file_says_of_itself_is_a_part_of_it(string text)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/repository/files/odd")
            .Answer(
                200,
                $$"""{"file_path":"odd","encoding":"base64","content":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}"}"""
            );
        var all = (await ReadAsync(host, "gitlab://projects/1/files/main/odd")).Content;
        Assert.Equal((text, "", ""), (all.Text, all.Note, all.Next));
        var end = (await ReadAsync(host, "gitlab://projects/1/files/main/odd?offset=1")).Content;
        Assert.Equal((text[1..], $"Characters 1 to {text.Length} of {text.Length}.", ""), (end.Text, end.Note, end.Next));
        Assert.Empty((await ReadAsync(host, "gitlab://projects/1/files/main/odd?offset=1000")).Content.Text);
    }

    [Fact]
    public async Task A_log_says_which_lines_it_is_and_where_those_before_are()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/jobs/8/trace").Answer(200, "one\ntwo\nthree\n");
        var end = (await ReadAsync(host, "gitlab://projects/1/jobs/8/log?limit=2")).Content;
        Assert.Equal("two\nthree", end.Text);
        Assert.StartsWith("Lines 2 to 3 of 3.", end.Note, StringComparison.Ordinal);
        var before = (await ReadAsync(host, end.Next)).Content;
        Assert.Equal(("one", "Lines 1 to 1 of 3.", ""), (before.Text, before.Note, before.Next));
    }

    [Fact]
    public async Task A_long_text_inside_JSON_goes_on_by_address_too()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/issues/4").Answer(200, $$"""{"iid":4,"description":"{{new string('d', 150_000)}}"}""");
        var issue = (await ReadAsync(host, "gitlab://projects/1/issues/4")).Content;
        Assert.Contains("go on with offset=", issue.Text, StringComparison.Ordinal);
        Assert.StartsWith("gitlab://projects/1/issues/4?offset=", issue.Next, StringComparison.Ordinal);
        Assert.Empty(issue.Note);
    }

    private static async Task<ReadResourceResponse> ReadAsync(ToolsHost host, string uri) =>
        await host.Client.ReadResourceAsync(
            new() { Uri = uri },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
}
