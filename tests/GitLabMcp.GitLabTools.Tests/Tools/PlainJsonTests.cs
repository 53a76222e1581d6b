using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.ServiceDefaults.Json;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Nothing is escaped that needs none: a model pays for it.</summary>
public sealed class PlainJsonTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = PlainJsonEncoder.Instance };

    [Theory]
    [InlineData("naïve 中文 😀 <b>'&'</b> \u2028 +", "naïve 中文 😀 <b>'&'</b> \u2028 +")]
    [InlineData("😀\n\"\\\t😀", """😀\n\"\\\t😀""")]
    [InlineData("\u0001\u001f\u007f", "\\u0001\\u001F\u007f")]
    public void Escapes_what_JSON_says_and_no_more(string text, string written)
    {
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(text, Plain));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text, Plain)));
        Assert.Equal(
            $"\"{written}\"",
            JsonDocument.Parse(JsonSerializer.Serialize(text)).RootElement.Deserialize<JsonNode>()!.ToJsonString(Plain)
        );
    }

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("a\ude00b")]
    [InlineData("😀\ud83d\ud83d😀")]
    public void A_half_of_a_character_is_no_fault(string text) =>
        Assert.Contains("\uFFFD", JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text, Plain)), StringComparison.Ordinal);

    [Fact]
    public async Task An_emoji_of_GitLabs_reaches_the_model_as_it_is()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/issues/2").Answer(200, """{"iid":2,"description":"one\n\ud83d\ude00 two 😀"}""");
        Assert.Equal(
            """{"iid":2,"description":"one\n😀 two 😀"}""",
            await host.CallAsync("get_issue", """{"project_id":1,"issue_iid":2}""")
        );
    }
}
