namespace GitLabMcp.Scenarios.Tasks;

internal sealed class SwitchAFeatureFlag() : Scenario("Switch the feature flag night_mode of garden/greenhouse off", calls: 2, tokens: 970)
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("switch a feature flag off", "update_feature_flag");
        await model.CallAsync(
            "update_feature_flag",
            new
            {
                project_id = Greenhouse,
                feature_flag_name = "night_mode",
                active = false,
            }
        );

        Assert.False((await model.GitLab.GetAsync("feature_flags/night_mode"))["active"].IsTrue);
    }
}
