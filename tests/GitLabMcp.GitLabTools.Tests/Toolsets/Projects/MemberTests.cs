namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Members, invitations and requests for access.</summary>
public sealed class MemberTests
{
    private const string Invitation = """
        [{"access_level":30,"invite_email":"eve@example.com","invite_token":"whoever has this is a member","created_by_name":"Alice"}]
        """;

    [Fact]
    public async Task No_answer_has_the_token_of_an_invitation()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/invitations").Answer(200, Invitation);
        var full = await host.CallAsync("list_invitations", """{"project_id":1,"detail":"full"}""");
        Assert.Contains("eve@example.com", full, StringComparison.Ordinal);
        Assert.DoesNotContain("whoever", full, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add_member", """ "user_id":2,"access_level":30 """)]
    [InlineData("update_member", """ "user_id":2,"access_level":30 """)]
    [InlineData("remove_member", """ "user_id":2 """)]
    [InlineData("invite_member", """ "emails":["eve@example.com"],"access_level":30 """)]
    [InlineData("approve_access_request", """ "user_id":2 """)]
    public async Task Access_is_given_and_taken_only_when_that_is_confirmed(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_CONFIRM_DESTRUCTIVE=true"]);
        Assert.Contains("confirm=", await host.RefusalAsync(tool, $$"""{"project_id":1,{{arguments}}}"""), StringComparison.Ordinal);
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method != "GET");
    }

    [Theory]
    [InlineData("""{"eve@example.com":"Already invited"}""", "(eve@example.com: Already invited)")]
    [InlineData("\"Too many invites\"", "(Too many invites)")]
    public async Task An_invitation_that_GitLab_did_not_make_is_an_error(string message, string reason)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/v4/projects/1/invitations").Answer(201, $$"""{"status":"error","message":{{message}}}""");
        var sentence = await host.RefusalAsync("invite_member", """{"project_id":1,"emails":["eve@example.com"],"access_level":"guest"}""");
        Assert.Contains(reason, sentence, StringComparison.Ordinal);
        Assert.Contains("list_invitations", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_is_of_exactly_one_project_or_group()
    {
        await using var host = await ToolsHost.StartAsync();
        const string Sentence = "exactly one of the arguments project_id and group_id";
        Assert.Contains(Sentence, await host.RefusalAsync("list_access_requests"), StringComparison.Ordinal);
        Assert.Contains(
            Sentence,
            await host.RefusalAsync("remove_member", """{"project_id":1,"group_id":2,"user_id":2}"""),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_limit_to_projects_leaves_their_members_and_not_those_of_groups()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        Assert.Equal("""{"done":true}""", await host.CallAsync("remove_member", """{"project_id":1,"user_id":2}"""));
        Assert.Contains(
            "limited to certain projects",
            await host.RefusalAsync("add_member", """{"project_id":2,"user_id":2,"access_level":30}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "give project_id",
            await host.RefusalAsync("add_member", """{"group_id":"group","user_id":2,"access_level":30}"""),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(await host.ListAsync(), tool => tool.Name is "update_group" or "delete_group");
    }

    [Fact]
    public async Task Who_is_a_member_already_is_said_to_be()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(
            "Member already exists",
            await host.RefusalAsync("add_member", """{"project_id":1,"user_id":2,"access_level":30}"""),
            StringComparison.Ordinal
        );
    }
}
