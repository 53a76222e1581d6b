namespace GitLabMcp.Scenarios.Tasks;

internal sealed class LetSomebodyIn()
    : Scenario("carol asks for access to garden/greenhouse: let her in as a reporter", calls: 2, tokens: 910)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("approve an access request", "approve_access_request");
        await model.CallAsync(
            "approve_access_request",
            new
            {
                project_id = Greenhouse,
                user_id = "carol",
                access_level = 20,
            }
        );

        var member = (await model.GitLab.GetAsync("members")).Row("username", "carol");
        Assert.Equal("20", member["access_level"].Text);
    }
}
