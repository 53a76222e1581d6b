namespace GitLabMcp.Scenarios.Tasks;

internal sealed class InviteSomebody() : Scenario("Invite erin@example.com to garden/greenhouse as a developer", calls: 2, tokens: 640)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("invite somebody by e-mail", "invite_member");
        await model.CallAsync(
            "invite_member",
            new
            {
                project_id = Greenhouse,
                emails = new[] { "erin@example.com" },
                access_level = 30,
            }
        );

        var invitation = (await model.GitLab.GetAsync("invitations")).Row("invite_email", "erin@example.com");
        Assert.Equal("30", invitation["access_level"].Text);
    }
}
