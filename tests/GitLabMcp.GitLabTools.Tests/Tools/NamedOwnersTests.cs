using System.Text.Json;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Projects and groups in the forms in which people and models write them.</summary>
public sealed class NamedOwnersTests
{
    [Theory]
    [InlineData("/group/app/")]
    [InlineData("group/app.git")]
    [InlineData("{origin}/group/app")]
    [InlineData("{origin}/group/app.git")]
    [InlineData("{origin}/group/app/-/issues/7")]
    [InlineData("{origin}/group/app/")]
    [InlineData("git@127.0.0.1:group/app.git")]
    [InlineData("ssh://git@127.0.0.1:2222/group/app.git")]
    [InlineData("group%2Fapp")]
    public async Task Projects_are_named_as_people_have_them(string project)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(
            "get_project",
            Json(("project_id", project.Replace("{origin}", host.GitLab.Origin, StringComparison.Ordinal)))
        );
        Assert.Equal("GET /api/v4/projects/group%2Fapp", Assert.Single(host.GitLab.Requests).Line);
    }

    [Theory]
    [InlineData("https://gitlab.example.org/group/app", "gitlab.example.org")]
    [InlineData("git@gitlab.example.org:group/app.git", "gitlab.example.org")]
    [InlineData("/", "A project is named by its number or its path")]
    [InlineData(".git", "A project is named by its number or its path")]
    [InlineData("https://user:secret@127.0.0.1/group/app", "web address of a page of GitLab")]
    public async Task A_project_of_another_GitLab_is_refused(string project, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        var refusal = await host.RefusalAsync("get_project", Json(("project_id", project)));
        Assert.Contains(part, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("/group/sub/")]
    [InlineData("{origin}/groups/group/sub")]
    [InlineData("{origin}/group/sub")]
    public async Task Groups_are_named_as_people_have_them(string group)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(
            "list_group_projects",
            Json(("group_id", group.Replace("{origin}", host.GitLab.Origin, StringComparison.Ordinal)))
        );
        Assert.StartsWith("GET /api/v4/groups/group%2Fsub/projects", Assert.Single(host.GitLab.Requests).Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_to_projects_holds_for_every_form()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        foreach (var project in (string[])["group/site.git", "/group/site", host.GitLab.Origin + "/group/site"])
        {
            Assert.Contains(
                "limited to certain projects",
                await host.RefusalAsync("get_project", Json(("project_id", project))),
                StringComparison.Ordinal
            );
        }

        await host.CallAsync("get_project", Json(("project_id", "group/app.git")));
    }

    private static string Json(params (string Name, object Value)[] arguments) =>
        JsonSerializer.Serialize(arguments.ToDictionary(one => one.Name, one => one.Value));
}
