namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WhatIsDeployed() : Question("Which commit of garden/greenhouse runs in production?", calls: 3, tokens: 1170)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("what is deployed to production", "list_deployments");
        await model.ShowArgumentsAsync("list_deployments");
        var deployments = await model.CallAsync(
            "list_deployments",
            new
            {
                project_id = Greenhouse,
                environment = "production",
                status = "success",
                order_by = "created_at",
                sort = "desc",
            }
        );
        var sha = deployments["items"][0]["sha"];
        Assert.Equal((await model.GitLab.GetAsync("repository/branches/main"))["commit"]["id"].Text, sha.Text);
    }
}
