namespace GitLabMcp.Scenarios.Tasks;

internal sealed class WhichPackage()
    : Question(
        "Which version of the package greenhouse did garden/greenhouse publish last, and which files does it have?",
        calls: 3,
        tokens: 920
    )
{
    public override async Task PlayAsync(Model model)
    {
        await model.DiscoverAsync("list packages", "list_packages");
        var packages = await model.CallAsync("list_packages", new { project_id = Greenhouse });
        var package = packages["items"].Row("name", "greenhouse");
        Assert.Equal("1.0.0", package["version"].Text);

        var files = await model.CallAsync("list_package_files", new { project_id = Greenhouse, package_id = package["id"] });
        Assert.Equal("greenhouse-1.0.0.tar.gz", files["items"][0]["file_name"].Text);
    }
}
