using GitLabMcp.ServiceDefaults;
using GitLabMcp.Standalone.Tests.Hosting;

namespace GitLabMcp.Standalone.Tests;

/// <summary>The bundle as users of desktop clients get it: installed from a file, and started with what they entered in a form.</summary>
public sealed class BundleTests : IClassFixture<World>, IClassFixture<Bundle>
{
    private readonly World _world;
    private readonly Bundle _bundle;

    public BundleTests(World world, Bundle bundle)
    {
        Bundle.SkipWithoutTool();
        (_world, _bundle) = (world, bundle);
    }

    [Fact]
    public async Task A_client_starts_the_server_inside_with_the_token_and_the_address_of_the_form()
    {
        var config = await _bundle.ConfigAsync(new { gitlab_token = World.Alice, gitlab_url = _world.GitLab.ApiUrl });

        await using var client = await StdioClient.StartAsync([config!.Value.Command], config.Value.Settings);
        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("alice", await Running.UserAsync(client));
        Assert.Contains(tools, tool => tool.Name == "create_issue");
    }

    [Fact]
    public async Task A_user_who_chose_to_read_only_is_offered_no_tool_that_writes()
    {
        var config = await _bundle.ConfigAsync(
            new
            {
                gitlab_token = World.Alice,
                gitlab_url = _world.GitLab.ApiUrl,
                read_only = true,
            }
        );

        await using var client = await StdioClient.StartAsync([config!.Value.Command], config.Value.Settings);
        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.DoesNotContain(tools, tool => tool.Name == "create_issue");
    }

    [Fact]
    public async Task Without_a_token_it_is_not_started_and_gitlab_com_is_the_address_of_who_gives_none()
    {
        var config = await _bundle.ConfigAsync(new { gitlab_token = World.Alice });

        Assert.Null(await _bundle.ConfigAsync(new { }));
        Assert.Equal("https://gitlab.com", config!.Value.Settings["GITLAB_API_URL"]);
    }

    [Fact]
    public void The_token_is_kept_as_a_secret_and_the_version_is_that_of_the_product()
    {
        var manifest = _bundle.Manifest;

        Assert.True(manifest.GetProperty("user_config").GetProperty("gitlab_token").GetProperty("sensitive").GetBoolean());
        Assert.Equal(ProductVersion.Text, manifest.GetProperty("version").GetString());
        Assert.Contains("gitlab-mcp", _bundle.Info, StringComparison.Ordinal);
    }
}
