using System.Text;
using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Images come to be looked at, and files in any encoding as text.</summary>
public sealed class ImageTests
{
    private const string Api = "/api/v4/projects/1/";
    private const string Secret = "0123456789abcdef0123456789abcdef";

    public static TheoryData<string, byte[]> Images =>
        new()
        {
            { "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] },
            { "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0] },
            { "image/gif", [.. "GIF89a"u8] },
            { "image/webp", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8] },
        };

    [Theory]
    [MemberData(nameof(Images))]
    public async Task An_image_comes_beside_the_text(string mimeType, byte[] start)
    {
        await using var host = await ToolsHost.StartAsync();
        byte[] bytes = [.. start, .. new byte[100_000]];
        Script(host, bytes);
        foreach (var (tool, arguments) in Calls)
        {
            var response = await host.SendAsync(tool, arguments);
            var image = Assert.Single(response.Result.Images);
            Assert.Equal(mimeType, image.MimeType);
            Assert.Equal(bytes, image.Data.ToByteArray());
            Assert.Contains($"\"mime_type\":\"{mimeType}\"", response.Result.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_large_image_is_refused_with_the_limit()
    {
        await using var host = await ToolsHost.StartAsync();
        Script(host, [0xFF, 0xD8, 0xFF, .. new byte[1024 * 1024]]);
        foreach (var (tool, arguments) in Calls)
        {
            Assert.Contains(
                "has 1048579 bytes; images of at most 1048576",
                await host.RefusalAsync(tool, arguments),
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("utf-16", "привет\r\n")]
    [InlineData("utf-16BE", "привет")]
    [InlineData("iso-8859-1", "café\n")]
    [InlineData("utf-8", "\ufeffpreface")]
    public async Task Text_in_another_encoding_is_text(string name, string text)
    {
        await using var host = await ToolsHost.StartAsync();
        var encoding = Encoding.GetEncoding(name);
        Script(host, [.. name is "utf-8" ? [] : encoding.Preamble, .. encoding.GetBytes(text)]);
        foreach (var (tool, arguments) in Calls)
        {
            var answer = JsonNode.Parse(await host.CallAsync(tool, arguments))!;
            Assert.Equal(text.TrimStart('\ufeff'), (string?)(answer["text"] ?? answer["content"]));
            Assert.Equal(name == "utf-8", answer["encoding"] is null);
        }
    }

    private static (string Tool, string Arguments)[] Calls =>
        [
            ("get_file_contents", """{"project_id":1,"file_path":"x"}"""),
            ("download_attachment", $$"""{"project_id":1,"secret":"{{Secret}}","filename":"x"}"""),
            ("get_job_artifact_file", """{"project_id":1,"job_id":8,"artifact_path":"x"}"""),
        ];

    private static void Script(ToolsHost host, byte[] bytes)
    {
        host.GitLab.On("GET", Api + "repository/files/x")
            .Answer(
                200,
                new JsonObject
                {
                    ["file_path"] = "x",
                    ["size"] = bytes.Length,
                    ["encoding"] = "base64",
                    ["content"] = Convert.ToBase64String(bytes),
                }.ToJsonString()
            );
        host.GitLab.On("GET", $"{Api}uploads/{Secret}/x").Text(bytes, knowsRanges: false);
        host.GitLab.On("GET", Api + "jobs/8/artifacts/x").Text(bytes, knowsRanges: false);
    }
}
