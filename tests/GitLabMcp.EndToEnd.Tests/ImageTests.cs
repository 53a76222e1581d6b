using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>An image reaches the client as MCP's image content, beside the text.</summary>
public sealed class ImageTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task Comes_as_image_content()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[1_000_000]];
        deployment.GitLab.On("GET", $"/api/v4/projects/1/uploads/{Secret}/a.png").Text(png, knowsRanges: false);

        var answer = await client.CallToolAsync(
            "call_tool",
            $$$"""{"name":"download_attachment","arguments":{"project_id":1,"secret":"{{{Secret}}}","filename":"a.png"}}"""
        );

        Assert.False(answer.IsToolError, answer.Text);
        var content = answer.Result.GetProperty("content");
        Assert.Equal(2, content.GetArrayLength());
        Assert.Contains("\"size\":1000008", answer.ToolText, StringComparison.Ordinal);
        Assert.Equal("image", content[1].GetProperty("type").GetString());
        Assert.Equal("image/png", content[1].GetProperty("mimeType").GetString());
        Assert.Equal(png, content[1].GetProperty("data").GetBytesFromBase64());
        Assert.Equal(1_000_008, answer.Result.GetProperty("structuredContent").GetProperty("size").GetInt32());
    }
}
