namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Webhooks of projects and groups, and their deliveries.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task A_webhook_belongs_to_exactly_one_project_or_group()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(
            "exactly one of the arguments project_id and group_id",
            await host.RefusalAsync("list_webhooks"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "exactly one",
            await host.RefusalAsync("create_webhook", """{"project_id":1,"group_id":2,"url":"https://x.example"}"""),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_webhook_event_is_looked_for_on_every_page()
    {
        await using var host = await ToolsHost.StartAsync();
        var path = "/api/v4/projects/1/hooks/1/events";
        host.GitLab.On("GET", path).Answer(200, """[{"id":7,"trigger":"push_hooks"}]""");
        host.GitLab.On("GET", path).Times(1).Answer(200, """[{"id":8}]""", ("x-next-page", "2"));
        Assert.Contains(
            "push_hooks",
            await host.CallAsync("get_webhook_event", """{"project_id":1,"hook_id":1,"event_id":7}"""),
            StringComparison.Ordinal
        );
        Assert.Equal(2, host.GitLab.Requests.Count);
        Assert.Contains(
            "no event 9",
            await host.RefusalAsync("get_webhook_event", """{"project_id":1,"hook_id":1,"event_id":9}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_limit_to_projects_leaves_their_webhooks_and_not_those_of_groups()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        host.GitLab.On("GET", "/api/v4/projects/1/hooks").Answer(200, "[]");
        Assert.Equal("""{"items":[]}""", await host.CallAsync("list_webhooks", """{"project_id":1}"""));
        Assert.Contains("give project_id", await host.RefusalAsync("list_webhooks", """{"group_id":"group"}"""), StringComparison.Ordinal);
        Assert.Contains(
            "limited to certain projects",
            await host.RefusalAsync("list_webhooks", """{"project_id":2}"""),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(await host.ListAsync(), tool => tool.Name == "list_group_variables");
    }
}
