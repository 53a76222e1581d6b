namespace GitLabMcp.Scenarios.Tasks;

internal sealed class AddAMaskedVariable()
    : Scenario("Add the CI/CD variable SHED_KEY to garden/greenhouse, masked, and for protected branches only", calls: 2, tokens: 1210)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("add a masked CI/CD variable", "create_project_variable");
        var made = await model.CallAsync(
            "create_project_variable",
            new
            {
                project_id = Greenhouse,
                key = "SHED_KEY",
                value = "oak-and-ivy-7",
                masked = true,
                @protected = true,
            }
        );
        Assert.DoesNotContain("oak-and-ivy-7", made.Text, StringComparison.Ordinal);

        var variable = await model.GitLab.GetAsync("variables/SHED_KEY");
        Assert.Equal("oak-and-ivy-7", variable["value"].Text);
        Assert.True(variable["masked"].IsTrue && variable["protected"].IsTrue);
    }
}
