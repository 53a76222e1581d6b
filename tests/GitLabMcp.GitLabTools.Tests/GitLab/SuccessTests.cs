namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Which answers of GitLab with a status of success are one, whatever their body looks like.</summary>
public sealed class SuccessTests
{
    private const string Project = "/api/v4/projects/1";

    [Fact]
    public async Task A_page_in_place_of_data_is_no_success()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Answer(200, "<!doctype html><title>Sign in</title>");
        Assert.Contains("web page", await host.RefusalAsync("get_project", """{"project_id":1}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":1,"name":"half a sign \ud800"}""", "half a sign")]
    [InlineData("""{"id":1""", "not JSON")]
    [InlineData("\"text\"", "text")]
    public async Task A_success_that_is_not_quite_JSON_is_no_fault(string body, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Answer(200, body, "application/json");
        Assert.Contains(part, (await host.SendAsync("get_project", """{"project_id":1}""")).Result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(202, "", """{"accepted":true}""")]
    [InlineData(202, """{"message":"202 Accepted"}""", """{"message":"202 Accepted"}""")]
    [InlineData(204, "", """{"done":true}""")]
    [InlineData(200, "", """{"done":true}""")]
    public async Task A_success_without_a_body_is_one(int status, string body, string text)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("DELETE", Project + "/labels/bug").Answer(status, body);
        Assert.Equal(text, await host.CallAsync("delete_label", """{"project_id":1,"label_id":"bug"}"""));
    }
}
